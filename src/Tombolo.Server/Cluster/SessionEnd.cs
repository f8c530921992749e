namespace Tombolo.Server.Cluster;

/// <summary>Why the host ends a session on its own account. A number stays what it is: it goes between nodes of two versions.</summary>
[GenerateSerializer, Alias("tombolo.session-end")]
internal enum SessionEnd
{
    /// <summary>The device logged in again elsewhere.</summary>
    Replaced = 0,

    /// <summary>The device or its account is gone.</summary>
    DeviceRemoved = 1,

    /// <summary>The host is going down; the session may be resumed later or elsewhere.</summary>
    Shutdown = 2,
}
