using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;

namespace Tombolo.Server.Streams;

/// <summary>The sessions of this node from bind to end, found by what a client shows to resume.</summary>
internal sealed class SessionRegistry(IGrainFactory grains, SessionDirectory directory, IOptions<TomboloServerOptions> options)
{
    private readonly ConcurrentDictionary<string, DeviceSession> _resumable = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DeviceSession> _hibernated = [];

    public int Hibernated => _hibernated.Count;

    public void Add(DeviceSession session)
    {
        directory.Add(session);
        Promise(session);
    }

    /// <summary>The session may be resumed from now on, if it has an id for that.</summary>
    public void Promise(DeviceSession session)
    {
        if (session.ResumptionId is { } id)
        {
            _resumable[id] = session;
        }
    }

    /// <summary>The session that was promised under this id to this device, if it still waits or its connection still stands.</summary>
    public DeviceSession? Find(string resumptionId, DeviceAddress device) =>
        _resumable.TryGetValue(resumptionId, out var session) && session.Device == device ? session : null;

    /// <summary>The session lost its connection and may come back.</summary>
    public void Hibernate(DeviceSession session)
    {
        _hibernated[session.Id] = session;
        if (_hibernated.Count > options.Value.Streams.MaxHibernatedSessions)
        {
            Close(_hibernated.Values.MaxBy(candidate => candidate.DisconnectedFor())!);
        }
    }

    /// <summary>Takes a session out of its sleep. False when it is over.</summary>
    public bool TryWake(DeviceSession session)
    {
        _hibernated.TryRemove(session.Id, out _);
        return !session.IsClosed;
    }

    /// <summary>Ends a session for good. What is unconfirmed stays in the mailbox.</summary>
    public void Close(DeviceSession session)
    {
        if (!session.TryClose())
        {
            return;
        }

        directory.Remove(session);
        _hibernated.TryRemove(session.Id, out _);
        if (session.ResumptionId is { } id)
        {
            _resumable.TryRemove(id, out _);
        }

        grains.GetGrain<IAccountGrain>(session.Device.Account.ToString()).DetachAsync(session.Id, CancellationToken.None).Ignore();
    }

    /// <summary>Ends what has waited too long.</summary>
    public void CloseExpired()
    {
        foreach (var session in _hibernated.Values)
        {
            if (session.DisconnectedFor() > options.Value.Streams.ResumptionTime)
            {
                Close(session);
            }
        }
    }
}
