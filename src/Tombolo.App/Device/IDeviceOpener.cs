namespace Tombolo.App.Device;

/// <summary>Opens the device for this tab alone.</summary>
internal interface IDeviceOpener : IAsyncDisposable
{
    /// <summary>Opens the device if no other tab holds it; null when one does.</summary>
    Task<IMessenger?> TryOpenAsync(IDeviceOwner owner, CancellationToken cancellationToken);

    /// <summary>Asks the tab that holds the device to let go, and opens it here.</summary>
    Task<IMessenger> TakeOverAsync(IDeviceOwner owner, CancellationToken cancellationToken);

    /// <summary>Lets another tab have the device; call it after the messenger is closed.</summary>
    Task ReleaseAsync();
}
