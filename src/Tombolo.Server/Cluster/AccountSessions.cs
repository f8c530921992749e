using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>The live sessions of one account, at most one for each device, on whatever node. Guarded by the account's lock.</summary>
internal sealed class AccountSessions(Nodes nodes)
{
    private readonly Dictionary<int, SessionLink> _byDevice = [];

    public IEnumerable<SessionLink> Links => _byDevice.Values;

    public bool IsEmpty => _byDevice.Count == 0;

    /// <summary>A device logged in: its older session ends.</summary>
    public void Attach(SessionLink session)
    {
        if (_byDevice.TryGetValue(session.Device, out var older) && older.Session != session.Session)
        {
            nodes.Reach(older)?.End(SessionEnd.Replaced);
        }

        _byDevice[session.Device] = session;
    }

    /// <summary>A session that a former activation knew. False when the device has a later one.</summary>
    public bool TryReattach(SessionLink session)
    {
        if (_byDevice.TryGetValue(session.Device, out var other) && other.Session.CompareTo(session.Session) > 0)
        {
            return false;
        }

        Attach(session);
        return true;
    }

    public void Detach(Guid session)
    {
        foreach (var link in _byDevice.Values.Where(link => link.Session == session).ToArray())
        {
            _byDevice.Remove(link.Device);
        }
    }

    public void Remove(int device)
    {
        if (_byDevice.Remove(device, out var link))
        {
            nodes.Reach(link)?.End(SessionEnd.DeviceRemoved);
        }
    }

    public void Offer(int device, MailboxEntry entry, long after) => Of(device)?.Offer(entry, after);

    public void Push(int device, byte[] stanza) => Of(device)?.Push(stanza);

    public void Lag(int device) => Of(device)?.Lag();

    public void FactsChanged(AccountFacts facts)
    {
        foreach (var link in _byDevice.Values)
        {
            nodes.Reach(link)?.FactsChanged(facts);
        }
    }

    private IDeviceSession? Of(int device) => _byDevice.TryGetValue(device, out var link) ? nodes.Reach(link) : null;
}
