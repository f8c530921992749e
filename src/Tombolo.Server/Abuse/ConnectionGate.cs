using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace Tombolo.Server.Abuse;

/// <summary>
/// Counts connections from their first packet to their last: all of this node, those that are not logged in, and those of each network address.
/// At a bound the newcomer is refused, before TLS costs anything. A reverse proxy on this machine stands for many people and is not counted
/// as one address.
/// </summary>
internal sealed class ConnectionGate(RateLimits rates, IOptions<TomboloServerOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, int> _byOrigin = new(StringComparer.Ordinal);
    private int _open;
    private int _waiting;

    /// <summary>More than half of the places before login are taken: those who take long give theirs up sooner.</summary>
    public bool IsCrowded => Volatile.Read(ref _waiting) > Limits.MaxConnectionsBeforeLogin / 2;

    /// <summary>Connections that have a place now.</summary>
    public int Open => Volatile.Read(ref _open);

    private AbuseOptions Limits => options.Value.Abuse;

    /// <summary>Null when there is no place. The caller disposes the admission when the connection ends.</summary>
    /// <param name="address">Where the caller comes from.</param>
    /// <param name="waitsForLogin">Whether it has to log in, and takes one of the fewer places of those; one of HTTP need not.</param>
    public ConnectionAdmission? TryEnter(IPAddress? address, bool waitsForLogin = true)
    {
        var origin = NetworkOrigin.IsProxy(address) ? null : NetworkOrigin.Of(address);
        if (Interlocked.Increment(ref _open) > Limits.MaxConnections)
        {
            Interlocked.Decrement(ref _open);
            return null;
        }

        var admission = new ConnectionAdmission(this, origin, waitsForLogin);
        if ((waitsForLogin && Interlocked.Increment(ref _waiting) > Limits.MaxConnectionsBeforeLogin) || (origin is not null && !TryEnter(address, origin)))
        {
            admission.LoggedIn();
            Interlocked.Decrement(ref _open);
            return null;
        }

        return admission;
    }

    public void Leave(string? origin)
    {
        Interlocked.Decrement(ref _open);
        if (origin is not null && _byOrigin.AddOrUpdate(origin, 0, static (_, count) => count - 1) <= 0)
        {
            _byOrigin.TryRemove(new KeyValuePair<string, int>(origin, 0));
        }
    }

    public void StopWaiting() => Interlocked.Decrement(ref _waiting);

    private bool TryEnter(IPAddress? address, string origin)
    {
        if (!rates.TryTake("connections", address, Limits.ConnectionsPerAddressAndMinute, Minute, out _))
        {
            return false;
        }

        if (_byOrigin.AddOrUpdate(origin, 1, static (_, count) => count + 1) <= Limits.ConnectionsPerAddress)
        {
            return true;
        }

        _byOrigin.AddOrUpdate(origin, 0, static (_, count) => count - 1);
        return false;
    }
}
