using Tombolo.App.Device;

namespace Tombolo.App.Tests.Device;

/// <summary>A device that nobody else holds, or that another tab holds until it is taken over.</summary>
internal sealed class GivenDevice(IMessenger messenger, bool heldElsewhere = false) : IDeviceOpener
{
    public IDeviceOwner? Owner { get; private set; }

    public int Releases { get; private set; }

    /// <summary>Completed to let the device open; null opens at once.</summary>
    public TaskCompletionSource? OpenGate { get; set; }

    public async Task<IMessenger?> TryOpenAsync(IDeviceOwner owner, CancellationToken cancellationToken)
    {
        Owner = owner;
        if (OpenGate is not null)
            await OpenGate.Task;
        return heldElsewhere ? null : messenger;
    }

    public Task<IMessenger> TakeOverAsync(IDeviceOwner owner, CancellationToken cancellationToken)
    {
        Owner = owner;
        return Task.FromResult(messenger);
    }

    public Task ReleaseAsync()
    {
        Releases++;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
