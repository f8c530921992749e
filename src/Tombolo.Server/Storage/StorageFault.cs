namespace Tombolo.Server.Storage;

/// <summary>What kind of thing is wrong with a store.</summary>
public enum StorageFault
{
    /// <summary>It could not do its work: disk full, file locked, server gone in the middle.</summary>
    Broken,

    /// <summary>The server does not answer.</summary>
    Unreachable,

    /// <summary>The server answers and does not let this host in: wrong password, no such database, no right to change it.</summary>
    Refused,

    /// <summary>A newer version of the program has been there.</summary>
    Newer,

    /// <summary>A host of this version has not been there yet: it brings the tables up to date when it starts.</summary>
    Older,

    /// <summary>Its file is damaged.</summary>
    Damaged,

    /// <summary>Another host has it.</summary>
    InUse,

    /// <summary>There is no host's store in that folder or database.</summary>
    Absent,
}
