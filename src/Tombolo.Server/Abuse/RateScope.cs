using System.Collections.Concurrent;

namespace Tombolo.Server.Abuse;

/// <summary>The windows of one kind of request. Bounded by itself, so that a flood of one kind does not close the others.</summary>
internal sealed class RateScope
{
    // About 10 MB. Beyond it finished windows are swept, at most once a second; if all are running, newcomers are refused rather than memory exhausted.
    private const int MaxKeys = 100_000;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);
    private readonly Lock _sweeping = new();
    private DateTimeOffset _sweepAt;
    private int _count;

    public bool TryTake(string key, int limit, TimeSpan length, DateTimeOffset now, out TimeSpan retryAfter)
    {
        retryAfter = length;
        if (!_windows.ContainsKey(key) && Volatile.Read(ref _count) >= MaxKeys && !Sweep(now))
        {
            return false;
        }

        var window = Take(key, new Window(now + length, 1), now);
        retryAfter = window.Ends - now;
        return window.Taken <= limit;
    }

    public void GiveBack(string key)
    {
        while (_windows.TryGetValue(key, out var window) && window.Taken > 0 && !_windows.TryUpdate(key, window with { Taken = window.Taken - 1 }, window))
        {
        }
    }

    public bool Knows(string key, DateTimeOffset now) => _windows.TryGetValue(key, out var window) && window.Ends > now && window.Taken > 0;

    private Window Take(string key, Window fresh, DateTimeOffset now)
    {
        while (true)
        {
            if (!_windows.TryGetValue(key, out var running))
            {
                if (_windows.TryAdd(key, fresh))
                {
                    Interlocked.Increment(ref _count);
                    return fresh;
                }

                continue;
            }

            var next = running.Ends <= now ? fresh : running with { Taken = running.Taken < int.MaxValue ? running.Taken + 1 : running.Taken };
            if (_windows.TryUpdate(key, next, running))
            {
                return next;
            }
        }
    }

    private bool Sweep(DateTimeOffset now)
    {
        lock (_sweeping)
        {
            if (now < _sweepAt)
            {
                return Volatile.Read(ref _count) < MaxKeys;
            }

            _sweepAt = now + SweepInterval;
            foreach (var (key, window) in _windows)
            {
                if (window.Ends <= now && _windows.TryRemove(new(key, window)))
                {
                    Interlocked.Decrement(ref _count);
                }
            }
        }

        return Volatile.Read(ref _count) < MaxKeys;
    }

    private readonly record struct Window(DateTimeOffset Ends, int Taken);
}
