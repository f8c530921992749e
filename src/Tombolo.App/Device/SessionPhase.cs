namespace Tombolo.App.Device;

/// <summary>How far this tab has come with the device.</summary>
internal enum SessionPhase
{
    Starting,

    /// <summary>Another tab holds the device.</summary>
    Elsewhere,

    /// <summary>The store or the app's own start failed; opening again may help.</summary>
    Failed,

    Open,
}
