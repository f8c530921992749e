namespace Tombolo.Client.Connection;

/// <summary>Asks for a sign of life after a silence, and gives the connection up after a second one.</summary>
internal sealed class SilenceWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly Task _watching;
    private long _lastHeard;

    public SilenceWatch(TimeProvider time, TimeSpan patience, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _time = time;
        _patience = patience;
        _lastHeard = time.GetTimestamp();
        _watching = WatchAsync(ask);
    }

    /// <summary>Cancelled when the other side has been silent for too long, or when the caller is told to stop.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Something came.</summary>
    public void Heard() => Volatile.Write(ref _lastHeard, _time.GetTimestamp());

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private async Task WatchAsync(Func<CancellationToken, Task> ask)
    {
        try
        {
            var asked = false;
            while (true)
            {
                await Task.Delay(_patience, _time, _end.Token);
                if (_time.GetElapsedTime(Volatile.Read(ref _lastHeard)) < _patience)
                {
                    asked = false;
                }
                else if (asked)
                {
                    await _end.CancelAsync();
                    return;
                }
                else
                {
                    asked = true;
                    await ask(_end.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The stream has ended, and with it the watch.
        }
    }
}
