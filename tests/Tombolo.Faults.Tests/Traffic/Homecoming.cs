namespace Tombolo.Faults.Tests.Traffic;

/// <summary>What became of the session of a client that comes back (XEP-0198 section 5).</summary>
internal enum Homecoming
{
    /// <summary>It goes on.</summary>
    Resumed,

    /// <summary>It is over, and the host says what it had handled.</summary>
    Counted,

    /// <summary>Nobody knows it any more.</summary>
    Forgotten,
}
