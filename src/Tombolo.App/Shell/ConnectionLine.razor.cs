using Microsoft.AspNetCore.Components;
using Tombolo.Client;

namespace Tombolo.App.Shell;

/// <summary>Says so while there is no connection, and nothing while there is.</summary>
public sealed partial class ConnectionLine : LiveComponent
{
    /// <summary>Connecting longer than this is called offline, although the messenger keeps trying.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private ITimer? _timer;
    private bool _impatient;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool IsOffline => Messenger.Status is MessengerStatus.Offline || (_impatient && Messenger.Status is MessengerStatus.Connecting);

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (Messenger.Status is not MessengerStatus.Connecting)
            Stop();
        else
            _timer ??= Time.CreateTimer(_ => InvokeAsync(LosePatience), null, Patience, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Stop();
        base.Dispose(disposing);
    }

    private void LosePatience()
    {
        _impatient = true;
        StateHasChanged();
    }

    private void Stop()
    {
        _timer?.Dispose();
        _timer = null;
        _impatient = false;
    }
}
