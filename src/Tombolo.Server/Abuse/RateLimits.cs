using System.Collections.Concurrent;
using System.Net;

namespace Tombolo.Server.Abuse;

/// <summary>
/// Counts per key in fixed windows, in memory and on this node: a restart forgives, and a cluster of n nodes allows n times as much to who reaches all of
/// them; what costs money is counted in the store as well. Keys are never identifiers in the clear where these are personal.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RateScope> _scopes = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes one from a network address's allowance. An IPv6 customer often owns more than the /64 that is counted, so that a /48 together has eight times as much.
    /// </summary>
    public bool TryTake(string scope, IPAddress? caller, int limit, TimeSpan length, out TimeSpan retryAfter)
    {
        const int Times = 8;
        return NetworkOrigin.WiderOf(caller) is { } wider && !TryTake(scope, wider, (int)Math.Min(int.MaxValue, (long)limit * Times), length, out retryAfter)
            ? false
            : TryTake(scope, NetworkOrigin.Of(caller), limit, length, out retryAfter);
    }

    /// <summary>Takes one from the key's allowance. When nothing is left, <paramref name="retryAfter"/> says when the window ends.</summary>
    public bool TryTake(string scope, string key, int limit, TimeSpan length, out TimeSpan retryAfter)
    {
        if (Scope(scope).TryTake(key, limit, length, time.GetUtcNow(), out retryAfter))
        {
            return true;
        }

        RateMetrics.Refused(scope);
        return false;
    }

    /// <summary>Gives one back that was taken before its price was known.</summary>
    public void GiveBack(string scope, string key) => Scope(scope).GiveBack(key);

    /// <summary>Whether something was taken in the running window.</summary>
    public bool Knows(string scope, string key) => Scope(scope).Knows(key, time.GetUtcNow());

    private RateScope Scope(string scope) => _scopes.GetOrAdd(scope, static _ => new RateScope());
}
