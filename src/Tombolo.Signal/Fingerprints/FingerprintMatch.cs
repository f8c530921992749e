namespace Tombolo.Signal;

/// <summary>What scanning another party's code showed.</summary>
public enum FingerprintMatch
{
    /// <summary>Both sides see the same keys.</summary>
    Same,

    /// <summary>The keys differ: somebody may stand between the two, or one has reinstalled.</summary>
    Different,

    /// <summary>The other side computes its number in another way; says nothing about the keys.</summary>
    VersionMismatch,

    /// <summary>The bytes are not a safety number's code.</summary>
    Malformed,
}
