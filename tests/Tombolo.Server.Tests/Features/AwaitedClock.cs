using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Tombolo.Server.Tests.Features;

/// <summary>
/// A clock that the test moves, and that tells when somebody has begun to wait for it. A background service begins on a thread of its own: moved before that, the
/// clock would pass the time for which nobody has set a timer yet.
/// </summary>
internal sealed class AwaitedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Completes when a timer of this length is set; each is waited for once.</summary>
    public async Task TimerAsync(TimeSpan dueTime)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _timers.Reader.ReadAsync(patience.Token) != dueTime)
        {
        }
    }
}
