using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;

namespace Tombolo.Server.Streams;

/// <summary>The sessions of this node from bind to end, found by what a client shows to resume.</summary>
internal sealed class SessionRegistry(IAccountGrains grains, SessionDirectory directory, IOptions<TomboloServerOptions> options)
{
    private readonly ConcurrentDictionary<string, DeviceSession> _resumable = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DeviceSession> _hibernated = [];
    private readonly ConcurrentDictionary<Guid, Task> _leaving = [];

    private long _hibernatedBytes;

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
        Interlocked.Add(ref _hibernatedBytes, session.HibernatedBytes = session.Feed.BytesUnacknowledged);
        CloseSurplus();
    }

    /// <summary>Takes a session out of its sleep. False when it is over.</summary>
    public bool TryWake(DeviceSession session)
    {
        Forget(session);
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
        Forget(session);
        if (session.ResumptionId is { } id)
        {
            _resumable.TryRemove(id, out _);
        }

        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _leaving[session.Id] = left.Task;
        _ = LeaveAsync(session, left);
    }

    /// <summary>
    /// Completes when the grains know of all sessions that have ended, and of all that the others have said of themselves. A host that stops waits for it:
    /// nobody can be told of anything by grains that are gone.
    /// </summary>
    public Task SettleAsync() =>
        Task.WhenAll(_leaving.Values.Concat(directory.Sessions.OfType<DeviceSession>().Select(session => session.Presence?.SettleAsync() ?? Task.CompletedTask)));

    /// <summary>Once a second: ends what has waited too long, and counts what came for the others meanwhile.</summary>
    public void CloseExpired()
    {
        var bytes = 0L;
        foreach (var (_, session) in _hibernated)
        {
            if (session.DisconnectedFor() > options.Value.Streams.ResumptionTime)
            {
                Close(session);
            }
            else
            {
                bytes += session.HibernatedBytes = session.Feed.BytesUnacknowledged;
            }
        }

        // Somebody may have come or gone during the count; the next one will know.
        Interlocked.Exchange(ref _hibernatedBytes, bytes);
        CloseSurplus();
    }

    private void CloseSurplus()
    {
        var limits = options.Value.Streams;
        if (_hibernated.Count > limits.MaxHibernatedSessions || Interlocked.Read(ref _hibernatedBytes) > limits.MaxHibernatedBytes)
        {
            CloseOldest();
        }
    }

    /// <summary>Never throws.</summary>
    private async Task LeaveAsync(DeviceSession session, TaskCompletionSource left)
    {
        var detached = grains.Of(session.Device.Account).DetachAsync(session.Id, CancellationToken.None);
        await detached.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (session.Presence?.LeaveAsync() ?? Task.CompletedTask);
        _leaving.TryRemove(session.Id, out _);
        left.SetResult();
    }

    /// <summary>One in sixteen at once, so that a host at its bound does not search for each that comes.</summary>
    private void CloseOldest()
    {
        foreach (var session in _hibernated.Values.OrderByDescending(candidate => candidate.DisconnectedFor()).Take((_hibernated.Count / 16) + 1))
        {
            Close(session);
        }
    }

    private void Forget(DeviceSession session)
    {
        if (_hibernated.TryRemove(session.Id, out _))
        {
            Interlocked.Add(ref _hibernatedBytes, -session.HibernatedBytes);
        }
    }
}
