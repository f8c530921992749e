namespace Tombolo.App.Device;

/// <summary>How far this tab has come with the device.</summary>
internal enum SessionPhase
{
    Starting,

    /// <summary>Another tab asked for the device, or took it: what is under way here is finished first.</summary>
    Closing,

    /// <summary>Another tab holds the device.</summary>
    Elsewhere,

    /// <summary>The store or the app's own start failed; opening again may help.</summary>
    Failed,

    Open,
}
