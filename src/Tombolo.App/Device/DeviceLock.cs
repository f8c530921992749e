using Microsoft.JSInterop;

namespace Tombolo.App.Device;

/// <summary>The browser's lock on one profile's device (Web Locks); it ends with the tab, even when the tab crashes.</summary>
internal sealed class DeviceLock : IAsyncDisposable
{
    private readonly IJSRuntime _script;
    private readonly string _name;
    private readonly DotNetObjectReference<Listener> _listener;
    private IJSObjectReference? _held;

    public DeviceLock(IJSRuntime script, string profile, IDeviceOwner owner)
    {
        _script = script;
        _name = $"tombolo-device-{profile}";
        _listener = DotNetObjectReference.Create(new Listener(owner));
    }

    public async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        _held = await CallAsync("tryHold", cancellationToken);
        return _held is not null;
    }

    public async Task TakeOverAsync(CancellationToken cancellationToken) => _held = await CallAsync("takeOver", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_held is not null)
        {
            await _held.InvokeVoidAsync("release");
            await _held.DisposeAsync();
            _held = null;
        }

        _listener.Dispose();
    }

    private async Task<IJSObjectReference?> CallAsync(string function, CancellationToken cancellationToken)
    {
        await using var module = await _script.InvokeAsync<IJSObjectReference>("import", cancellationToken, Modules.DeviceLock);
        return await module.InvokeAsync<IJSObjectReference?>(function, cancellationToken, _name, _listener);
    }

    /// <summary>The script's way back.</summary>
    /// <param name="owner">Who is told.</param>
    internal sealed class Listener(IDeviceOwner owner)
    {
        [JSInvokable]
        public Task YieldAsync() => owner.YieldAsync();

        [JSInvokable]
        public Task LoseAsync() => owner.LoseAsync();
    }
}
