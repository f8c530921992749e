using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>The sessions of this node, and the gateway through which other nodes reach them.</summary>
internal sealed class SessionDirectory : ISessionGateway
{
    private readonly ConcurrentDictionary<Guid, IDeviceSession> _sessions = [];

    public int Count => _sessions.Count;

    public IEnumerable<IDeviceSession> Sessions => _sessions.Values;

    public void Add(IDeviceSession session) => _sessions[session.Id] = session;

    public void Remove(IDeviceSession session) => _sessions.TryRemove(session.Id, out _);

    public bool TryGet(Guid id, [NotNullWhen(true)] out IDeviceSession? session) => _sessions.TryGetValue(id, out session);

    public Task OfferAsync(Guid session, MailboxEntry entry)
    {
        _sessions.GetValueOrDefault(session)?.Offer(entry);
        return Task.CompletedTask;
    }

    public Task PushAsync(Guid session, byte[] stanza)
    {
        _sessions.GetValueOrDefault(session)?.Push(stanza);
        return Task.CompletedTask;
    }

    public Task FactsChangedAsync(Guid session, AccountFacts facts)
    {
        _sessions.GetValueOrDefault(session)?.FactsChanged(facts);
        return Task.CompletedTask;
    }

    public Task EndAsync(Guid session, SessionEnd reason)
    {
        _sessions.GetValueOrDefault(session)?.End(reason);
        return Task.CompletedTask;
    }
}
