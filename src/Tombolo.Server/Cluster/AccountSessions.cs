using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>The live sessions of one account, at most one for each device. Belongs to the account's grain.</summary>
internal sealed class AccountSessions(SessionDirectory local)
{
    private readonly Dictionary<int, SessionLink> _byDevice = [];

    public bool IsEmpty => _byDevice.Count == 0;

    public void Attach(SessionLink session)
    {
        if (_byDevice.TryGetValue(session.Device, out var older) && older.Session != session.Session)
        {
            End(older, SessionEnd.Replaced);
        }

        _byDevice[session.Device] = session;
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
            End(link, SessionEnd.DeviceRemoved);
        }
    }

    public void Offer(int device, MailboxEntry entry)
    {
        if (!_byDevice.TryGetValue(device, out var link))
        {
            return;
        }

        if (local.TryGet(link.Session, out var session))
        {
            session.Offer(entry);
            return;
        }

        link.Gateway.OfferAsync(link.Session, entry).Ignore();
    }

    public void Push(int device, byte[] stanza)
    {
        if (!_byDevice.TryGetValue(device, out var link))
        {
            return;
        }

        if (local.TryGet(link.Session, out var session))
        {
            session.Push(stanza);
            return;
        }

        link.Gateway.PushAsync(link.Session, stanza).Ignore();
    }

    public void FactsChanged(AccountFacts facts)
    {
        foreach (var link in _byDevice.Values)
        {
            if (local.TryGet(link.Session, out var session))
            {
                session.FactsChanged(facts);
                continue;
            }

            link.Gateway.FactsChangedAsync(link.Session, facts).Ignore();
        }
    }

    private void End(SessionLink link, SessionEnd reason)
    {
        if (local.TryGet(link.Session, out var session))
        {
            session.End(reason);
            return;
        }

        link.Gateway.EndAsync(link.Session, reason).Ignore();
    }
}
