using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>The standard clients of one account, one for each resource. They share a mailbox: each gets everything. Guarded by the account's lock.</summary>
internal sealed class StandardSessions(Nodes nodes)
{
    private readonly List<SessionLink> _sessions = [];

    public IEnumerable<SessionLink> Links => _sessions;

    public bool IsEmpty => _sessions.Count == 0;

    /// <summary>A client is bound: an older one of the same resource ends, and the oldest when there are more than <paramref name="limit"/>.</summary>
    public void Attach(SessionLink session, int limit)
    {
        foreach (var older in _sessions.Where(known => known.Resource == session.Resource && known.Session != session.Session))
        {
            nodes.Reach(older)?.End(SessionEnd.Replaced);
        }

        _sessions.RemoveAll(known => known.Resource == session.Resource);
        while (_sessions.Count >= limit)
        {
            nodes.Reach(_sessions[0])?.End(SessionEnd.Replaced);
            _sessions.RemoveAt(0);
        }

        _sessions.Add(session);
    }

    /// <summary>A session that a former activation knew. False when there is a later one of that resource.</summary>
    public bool TryReattach(SessionLink session, int limit)
    {
        if (_sessions.Exists(other => other.Resource == session.Resource && other.Session.CompareTo(session.Session) > 0))
        {
            return false;
        }

        Attach(session, limit);
        return true;
    }

    public void Detach(Guid session) => _sessions.RemoveAll(known => known.Session == session);

    public void Offer(MailboxEntry entry, long after) => _sessions.ForEach(link => nodes.Reach(link)?.Offer(entry, after));

    public void Push(byte[] stanza) => _sessions.ForEach(link => nodes.Reach(link)?.Push(stanza));

    public void Lag() => _sessions.ForEach(link => nodes.Reach(link)?.Lag());

    public void EndAll(SessionEnd reason)
    {
        foreach (var link in _sessions.ToArray())
        {
            nodes.Reach(link)?.End(reason);
        }

        _sessions.Clear();
    }
}
