namespace Tombolo.Server.Cluster;

/// <summary>Why the host ends a session on its own account.</summary>
internal enum SessionEnd
{
    /// <summary>The device logged in again elsewhere.</summary>
    Replaced,

    /// <summary>The device or its account is gone.</summary>
    DeviceRemoved,

    /// <summary>The host is going down; the session may be resumed later or elsewhere.</summary>
    Shutdown,
}
