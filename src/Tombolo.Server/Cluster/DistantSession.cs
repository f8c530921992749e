using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>A session on another node.</summary>
internal sealed class DistantSession(Guid id, NodeCourier courier) : IDeviceSession
{
    public Guid Id => id;

    public void Offer(MailboxEntry entry, long after) => courier.Take(new SessionOrder { Session = id, Kind = SessionOrderKind.Offer, Entry = entry, After = after });

    public void Push(byte[] stanza) => courier.Take(new SessionOrder { Session = id, Kind = SessionOrderKind.Push, Stanza = stanza });

    public void FactsChanged(AccountFacts facts) => courier.Take(new SessionOrder { Session = id, Kind = SessionOrderKind.FactsChanged, Facts = facts });

    public void Lag() => courier.Take(new SessionOrder { Session = id, Kind = SessionOrderKind.Lag });

    public void Reattach() => courier.Take(new SessionOrder { Session = id, Kind = SessionOrderKind.Reattach });

    public void End(SessionEnd reason) => courier.Take(new SessionOrder { Session = id, Kind = SessionOrderKind.End, End = reason });
}
