using Tombolo.Server.Cluster;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>The clients of one account. Belongs to the account's presence grain.</summary>
internal sealed class PresentClients(Nodes nodes)
{
    private readonly Dictionary<Guid, PresentClient> _clients = [];

    public bool IsEmpty => _clients.Count == 0;

    public IEnumerable<PresentClient> Available => _clients.Values.Where(client => client.Presence is not null);

    public PresentClient GetOrAdd(ClientLink link)
    {
        if (!_clients.TryGetValue(link.Session.Session, out var client))
        {
            _clients.Add(link.Session.Session, client = new PresentClient { Link = link });
        }

        return client;
    }

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
