namespace Tombolo.Server.Cluster;

/// <summary>What is to become of a message.</summary>
internal enum AdmissionKind
{
    /// <summary>Refused, or dropped without a word.</summary>
    Drop,

    /// <summary>The same, and the sender's requests are counted all the same.</summary>
    DropCounted,

    /// <summary>Refused as far as is known here. The store may have learned otherwise from somebody beside the host, and is asked, though not often.</summary>
    DropUnlessNews,

    /// <summary>For who is online now.</summary>
    Push,

    /// <summary>Stored, if there is room.</summary>
    Store,

    /// <summary>Stored as a stranger's request, once that is counted, and if there is room.</summary>
    StoreRequest,
}
