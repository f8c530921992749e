using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>Whoever of one account is connected. Guarded by the account's lock.</summary>
internal sealed class LiveSessions(Nodes nodes, int maxStandardClients)
{
    private readonly AccountSessions _devices = new(nodes);
    private readonly StandardSessions _standard = new(nodes);

    public IEnumerable<SessionLink> Links => _devices.Links.Concat(_standard.Links);

    public bool IsEmpty => _devices.IsEmpty && _standard.IsEmpty;

    /// <summary>A session begins; the one that it replaces ends.</summary>
    public void Attach(SessionLink session)
    {
        if (session.Resource is null)
        {
            _devices.Attach(session);
        }
        else
        {
            _standard.Attach(session, maxStandardClients);
        }
    }

    /// <summary>A session that a former activation knew. False when there is a later one in its place.</summary>
    public bool TryReattach(SessionLink session) =>
        session.Resource is null ? _devices.TryReattach(session) : _standard.TryReattach(session, maxStandardClients);

    public void Detach(Guid session)
    {
        _devices.Detach(session);
        _standard.Detach(session);
    }

    public void RemoveDevice(int device) => _devices.Remove(device);

    /// <summary>Another snapshot of the account: devices stamp it on what they send; without app password no standard client stays.</summary>
    public void FactsChanged(AccountFacts? facts)
    {
        if (facts is not null)
        {
            _devices.FactsChanged(facts);
        }

        if (facts is not { HasAppPassword: true })
        {
            _standard.EndAll(SessionEnd.DeviceRemoved);
        }
    }

    public void Offer(int device, MailboxEntry entry, long after)
    {
        if (device == DeviceAddress.StandardClients)
        {
            _standard.Offer(entry, after);
        }
        else
        {
            _devices.Offer(device, entry, after);
        }
    }

    public void Push(int device, byte[] stanza)
    {
        if (device == DeviceAddress.StandardClients)
        {
            _standard.Push(stanza);
        }
        else
        {
            _devices.Push(device, stanza);
        }
    }

    public void Lag(int device)
    {
        if (device == DeviceAddress.StandardClients)
        {
            _standard.Lag();
        }
        else
        {
            _devices.Lag(device);
        }
    }
}
