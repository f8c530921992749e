using Tombolo.Server.Cluster;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>The clients of one account. Belongs to the account's presence grain.</summary>
internal sealed class PresentClients(Nodes nodes, TimeProvider time)
{
    private readonly Dictionary<Guid, PresentClient> _clients = [];

    public bool IsEmpty => _clients.Count == 0;

    public IEnumerable<PresentClient> Available => _clients.Values.Where(client => client.Presence is not null);

    /// <summary>The client, which has just been heard of.</summary>
    public PresentClient GetOrAdd(ClientLink link)
    {
        var now = time.GetTimestamp();
        if (_clients.TryGetValue(link.Session.Session, out var client))
        {
            client.HeardAt = now;
            return client;
        }

        client = new PresentClient { Link = link, HeardAt = now };
        _clients.Add(link.Session.Session, client);
        return client;
    }

    /// <summary>Clients that were not heard of for so long.</summary>
    public Guid[] Silent(TimeSpan length) =>
        [.. _clients.Where(entry => time.GetElapsedTime(entry.Value.HeardAt) > length).Select(entry => entry.Key)];

    public PresentClient? Remove(Guid session) => _clients.Remove(session, out var client) ? client : null;

    /// <summary>Another client is available under this address now: it took the place of one that lost its connection.</summary>
    public bool IsReplaced(PresentClient client) => Available.Any(other => other != client && other.Link.Address == client.Link.Address);

    /// <summary>Shows presence to all available clients, or to the one with this address.</summary>
    public void Show(IEnumerable<PresenceStanza> presences, string account, string? address = null)
    {
        foreach (var presence in presences)
        {
            byte[]? toAll = null;
            foreach (var client in Available.Where(client => address is null || client.Link.Address == address))
            {
                Push(client, toAll ??= presence.To(address ?? account));
            }
        }
    }

    public void PushRoster(byte[] push)
    {
        foreach (var client in _clients.Values.Where(client => client.IsInterested))
        {
            Push(client, push);
        }
    }

    public void Push(PresentClient client, byte[] stanza) => nodes.Reach(client.Link.Session)?.Push(stanza);
}
