using System.Security.Cryptography;

namespace Tombolo.Client.Connection;

/// <summary>Waits between connections: doubling, with jitter, so that a thousand devices do not come back in the same second.</summary>
internal sealed class Backoff(MessengerOptions options)
{
    private const int Grain = 1000;

    private TimeSpan _delay = options.MinReconnectDelay;

    /// <summary>The connection was good: the next wait is short again.</summary>
    public void Reset() => _delay = options.MinReconnectDelay;

    /// <summary>Waits for half to all of the delay, or until the nudge.</summary>
    public async Task WaitAsync(Task nudge, CancellationToken cancellationToken)
    {
        var share = 0.5 + (RandomNumberGenerator.GetInt32(Grain) / (2.0 * Grain));
        var delay = _delay * share;
        _delay = _delay * 2 < options.MaxReconnectDelay ? _delay * 2 : options.MaxReconnectDelay;
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(nudge, Task.Delay(delay, options.Time, woken.Token));
        await woken.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
