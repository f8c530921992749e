namespace Tombolo.App.Device;

/// <summary>Who holds the device, as far as the lock has to tell it something.</summary>
internal interface IDeviceOwner
{
    /// <summary>Another tab asks for the device: finish what is under way and release it.</summary>
    Task YieldAsync();

    /// <summary>Another tab took the device without waiting: stop at once.</summary>
    Task LoseAsync();
}
