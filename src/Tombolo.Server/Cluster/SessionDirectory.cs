using System.Collections.Concurrent;

namespace Tombolo.Server.Cluster;

/// <summary>The sessions of this node.</summary>
internal sealed class SessionDirectory
{
    private readonly ConcurrentDictionary<Guid, IDeviceSession> _sessions = [];

    public int Count => _sessions.Count;

    /// <summary>As they come and go, not a copy: all are looked at every second, and there may be many.</summary>
    public IEnumerable<IDeviceSession> Sessions => _sessions.Select(static entry => entry.Value);

    public void Add(IDeviceSession session) => _sessions[session.Id] = session;

    public void Remove(IDeviceSession session) => _sessions.TryRemove(session.Id, out _);

    public IDeviceSession? Find(Guid id) => _sessions.GetValueOrDefault(id);

    /// <summary>Carries out what another node says; for a session that is gone meanwhile there is nothing to do.</summary>
    public void Follow(SessionOrder order)
    {
        if (Find(order.Session) is not { } session)
        {
            return;
        }

        switch (order.Kind)
        {
            case SessionOrderKind.Offer:
                session.Offer(order.Entry, order.After);
                break;
            case SessionOrderKind.Push:
                session.Push(order.Stanza!);
                break;
            case SessionOrderKind.FactsChanged:
                session.FactsChanged(order.Facts!);
                break;
            case SessionOrderKind.End:
                session.End(order.End);
                break;
            case SessionOrderKind.Reattach:
                session.Reattach();
                break;
            default:
                // Lag; and what a newer node invented: reading the store is never wrong.
                session.Lag();
                break;
        }
    }
}
