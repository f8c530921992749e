using System.Collections.Concurrent;

namespace Tombolo.Server.Abuse;

/// <summary>
/// Counts per key in fixed windows, in memory: a restart forgives, which is why sends per phone number are counted in the store as well.
/// Keys are never identifiers in the clear where these are personal.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    // About 10 MB. Beyond it finished windows are swept; if all are running, the newcomers are refused rather than memory exhausted.
    private const int MaxKeys = 100_000;
    private readonly ConcurrentDictionary<(string Scope, string Key), Window> _windows = new();

    /// <summary>Takes one from the key's allowance. When nothing is left, <paramref name="retryAfter"/> says when the window ends.</summary>
    public bool TryTake(string scope, string key, int limit, TimeSpan length, out TimeSpan retryAfter)
    {
        var now = time.GetUtcNow();
        retryAfter = length;
        if (_windows.Count >= MaxKeys && !Sweep(now))
        {
            RateMetrics.Refused(scope);
            return false;
        }

        var window = _windows.AddOrUpdate(
            (scope, key),
            _ => new Window(now + length, 1),
            (_, running) => running.Ends <= now ? new Window(now + length, 1) : running with { Taken = running.Taken + 1 });
        retryAfter = window.Ends - now;
        if (window.Taken <= limit)
        {
            return true;
        }

        RateMetrics.Refused(scope);
        return false;
    }

    private bool Sweep(DateTimeOffset now)
    {
        foreach (var (key, window) in _windows)
        {
            if (window.Ends <= now)
            {
                _windows.TryRemove(new(key, window));
            }
        }

        return _windows.Count < MaxKeys;
    }

    private readonly record struct Window(DateTimeOffset Ends, int Taken);
}
