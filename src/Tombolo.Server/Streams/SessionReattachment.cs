using Orleans.Runtime;
using Tombolo.Server.Cluster;

namespace Tombolo.Server.Streams;

/// <summary>
/// Makes sessions known to their accounts' grains: when they begin, and again when the grain went or its node was lost. After each time the session reads the
/// store, because nobody offered it what came in between.
/// </summary>
internal sealed class SessionReattachment(IAccountGrains grains, Nodes nodes, SessionDirectory directory, SessionRegistry sessions, GrainPatience patience, TimeProvider time)
    : IDisposable
{
    /// <summary>How often a session makes itself known without a reason: what nobody noticed heals then.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    // A lost node leaves many at once; the others' sessions are still being served.
    private readonly SemaphoreSlim _turns = new(64, 64);

    public Task<AttachReply> AttachAsync(DeviceSession session, CancellationToken cancellationToken) =>
        patience.CallAsync(() => GrainOf(session).AttachAsync(LinkTo(session, drawsNear: true), CancellationToken.None), cancellationToken);

    /// <summary>Starts it in the background; at most one for a session is under way.</summary>
    public void Begin(DeviceSession session, bool drawsNear)
    {
        if (session.TryBeginReattaching())
        {
            _ = ReattachAsync(session, drawsNear);
        }
    }

    /// <summary>A node is gone with the grains it had.</summary>
    public void BeginFrom(SiloAddress node)
    {
        BeginWhere(session => node.Equals(session.Home), drawsNear: true);
        foreach (var session in directory.Sessions.OfType<DeviceSession>())
        {
            // Where an account's presence was is not known here.
            session.Presence?.Remind();
        }
    }

    /// <summary>Those that have not been heard of for long.</summary>
    public void BeginDue() => BeginWhere(session => session.Home is not null && time.GetElapsedTime(session.AttachedAt) > Every, drawsNear: false);

    /// <summary>How grains reach the session.</summary>
    public SessionLink LinkTo(DeviceSession session, bool drawsNear) =>
        new(session.Id, session.Device.Device, nodes.Here, session.IsStandard ? session.Jid.Resource.ToString() : null, drawsNear);

    public void Dispose() => _turns.Dispose();

    private void BeginWhere(Func<DeviceSession, bool> condition, bool drawsNear)
    {
        foreach (var session in directory.Sessions.OfType<DeviceSession>().Where(condition))
        {
            Begin(session, drawsNear);
        }
    }

    /// <summary>Never throws.</summary>
    private async Task ReattachAsync(DeviceSession session, bool drawsNear)
    {
        await _turns.WaitAsync();
        try
        {
            int reasons;
            do
            {
                reasons = session.ReattachReasons;
                await ReattachOnceAsync(session, drawsNear);
            }
            while (!session.TryEndReattaching(reasons));
        }
        catch (Exception)
        {
            // Nobody to attach to for half a minute: the client has to look for a better node.
            session.End(SessionEnd.Shutdown);
            sessions.Close(session);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task ReattachOnceAsync(DeviceSession session, bool drawsNear)
    {
        var reply = await patience.CallAsync(() => GrainOf(session).ReattachAsync(LinkTo(session, drawsNear), CancellationToken.None));
        if (session.IsClosed)
        {
            await GrainOf(session).DetachAsync(session.Id, CancellationToken.None);
        }
        else if (reply.Attachment is { } attachment)
        {
            session.Attach(attachment);
            session.FactsChanged(attachment.Facts);
            session.Presence?.Remind();
        }
        else
        {
            session.End(reply.End);
        }
    }

    private IAccountGrain GrainOf(DeviceSession session) => grains.Of(session.Device.Account);
}
