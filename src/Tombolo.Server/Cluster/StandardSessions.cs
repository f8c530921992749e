using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>The standard clients of one account, one for each resource. They share a mailbox: each gets everything. Belongs to the account's grain.</summary>
internal sealed class StandardSessions(SessionDirectory local)
{
    private readonly List<(string Resource, SessionLink Link)> _sessions = [];

    public bool IsEmpty => _sessions.Count == 0;

    /// <summary>A client of the same resource ends, and the oldest when there are more than <paramref name="limit"/>.</summary>
    public void Attach(SessionLink session, string resource, int limit)
    {
        foreach (var (_, older) in _sessions.Where(known => known.Resource == resource).ToArray())
        {
            End(older, SessionEnd.Replaced);
        }

        _sessions.RemoveAll(known => known.Resource == resource);
        while (_sessions.Count >= limit)
        {
            End(_sessions[0].Link, SessionEnd.Replaced);
            _sessions.RemoveAt(0);
        }

        _sessions.Add((resource, session));
    }

    public void Detach(Guid session) => _sessions.RemoveAll(known => known.Link.Session == session);

    public void Offer(MailboxEntry entry)
    {
        foreach (var (_, link) in _sessions)
        {
            if (local.TryGet(link.Session, out var session))
            {
                session.Offer(entry);
            }
            else
            {
                link.Gateway.OfferAsync(link.Session, entry).Ignore();
            }
        }
    }

    public void Push(byte[] stanza)
    {
        foreach (var (_, link) in _sessions)
        {
            if (local.TryGet(link.Session, out var session))
            {
                session.Push(stanza);
            }
            else
            {
                link.Gateway.PushAsync(link.Session, stanza).Ignore();
            }
        }
    }

    public void EndAll(SessionEnd reason)
    {
        foreach (var (_, link) in _sessions.ToArray())
        {
            End(link, reason);
        }

        _sessions.Clear();
    }

    private void End(SessionLink link, SessionEnd reason)
    {
        if (local.TryGet(link.Session, out var session))
        {
            session.End(reason);
        }
        else
        {
            link.Gateway.EndAsync(link.Session, reason).Ignore();
        }
    }
}
