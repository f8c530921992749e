namespace Tombolo.Server.Upkeep;

/// <summary>
/// The time that ages are counted in: the wall clock, but never running more than twice as fast as time passes. A clock that jumps a month ahead makes
/// nothing a month old, and one that was set right is caught up with; one that jumps back only keeps things longer. Callable from any thread.
/// </summary>
internal sealed class AgeClock
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private DateTimeOffset _now;
    private long _at;

    public AgeClock(TimeProvider time)
    {
        _time = time;
        (_now, _at) = (time.GetUtcNow(), time.GetTimestamp());
    }

    public DateTimeOffset Now()
    {
        lock (_gate)
        {
            var (wall, at) = (_time.GetUtcNow(), _time.GetTimestamp());
            var furthest = _now + (2 * _time.GetElapsedTime(_at, at));
            (_now, _at) = (wall < furthest ? wall : furthest, at);
            return _now;
        }
    }
}
