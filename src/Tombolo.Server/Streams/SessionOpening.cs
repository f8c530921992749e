using Tombolo.Interop.Errors;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Bind2;
using Tombolo.Xmpp.Sasl;
using Tombolo.Xmpp.Sasl2;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Server.Streams;

/// <summary>Resumes the session a client asks for, or binds a new one.</summary>
internal sealed class SessionOpening(SessionServices services, SessionReattachment attachments, FormerSessions formers)
{
    private static readonly TimeSpan HandoverTime = TimeSpan.FromSeconds(10);

    public async Task<SessionOpened> OpenAsync(ClientConnection connection, DeviceAddress device, Sasl2Authenticate request, CancellationToken cancellationToken)
    {
        var resumption = request.Resume is null ? default : await ResumeAsync(device, request.Resume);
        if (resumption.Session is { } session)
        {
            return new SessionOpened { Session = session, Resumed = new Resumed(request.Resume!.PreviousId, session.Window.Handled) };
        }

        return request.Bind is { } bind
            ? await BindAsync(device, bind, cancellationToken) with { ResumeFailed = request.Resume is null ? null : new ResumeFailed { Handled = resumption.Handled } }
            : new SessionOpened { Failure = new Sasl2Failure(SaslFailureCondition.MalformedRequest) };
    }

    /// <summary>
    /// Resumes a session of this node. One of another node ends there; what its client has is then deleted and what it sent is counted, so that a new session
    /// brings nothing twice.
    /// </summary>
    public async Task<Resumption> ResumeAsync(DeviceAddress device, ResumeRequest resume) =>
        services.Sessions.Find(resume.PreviousId, device) is { } session ? await TakeOverAsync(session, resume)
        : ResumptionNames.NodeIn(resume.PreviousId) is { } name && services.Nodes.Find(name) is { } other ? await EndElsewhereAsync(other, device, resume)
        : new Resumption(null, formers.Find(resume.PreviousId, device));

    /// <summary>Ends a session of this node whose client has turned to another.</summary>
    /// <returns>The stanzas of the client that it had handled; null when there is no such session.</returns>
    public async Task<uint?> LetGoAsync(DeviceAddress device, ResumeRequest resume)
    {
        if (services.Sessions.Find(resume.PreviousId, device) is { } session && await TakeOverAsync(session, resume) is { Session: not null })
        {
            await CloseAsync(session);
        }

        return formers.Find(resume.PreviousId, device);
    }

    private Task CloseAsync(DeviceSession session)
    {
        formers.Remember(session);
        services.Sessions.Close(session);
        return services.Mailboxes.ConfirmedAsync();
    }

    private static async Task<Resumption> EndElsewhereAsync(INodeService other, DeviceAddress device, ResumeRequest resume)
    {
        try
        {
            return new Resumption(null, await other.LetGoAsync(device, resume.PreviousId, resume.Handled));
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // It is going, and its sessions with it.
            return default;
        }
    }

    /// <summary>
    /// Takes a session over from its old connection. What that one read is on its way to the disk: <c>h</c> is told only after it
    /// has arrived, so that the client repeats nothing that counts already.
    /// </summary>
    private async Task<Resumption> TakeOverAsync(DeviceSession session, ResumeRequest resume)
    {
        await session.Handover.WaitAsync();
        try
        {
            if (session.Connection is { } older)
            {
                older.Abort();
                await older.Ended.WaitAsync(HandoverTime, services.Time);
            }

            await session.Window.WaitForIdleAsync().WaitAsync(HandoverTime, services.Time);
            if (!services.Sessions.TryWake(session))
            {
                // Over meanwhile: perhaps by the same wish, made again because its answer did not come.
                return new Resumption(null, formers.Find(resume.PreviousId, session.Device));
            }

            if (!session.Feed.Acknowledge(resume.Handled))
            {
                // Awake and without a connection it would wait for ever.
                services.Sessions.Close(session);
                return default;
            }

            if (session.Feed.HasMissed)
            {
                await CloseAsync(session);
                return new Resumption(null, session.Window.Handled);
            }

            return new Resumption(session);
        }
        catch (TimeoutException)
        {
            return default;
        }
        finally
        {
            session.Handover.Release();
        }
    }

    /// <summary>Binds a standard client. Null when the account has no app password any more.</summary>
    public async Task<DeviceSession?> BindStandardAsync(AccountAddress account, Jid address, CancellationToken cancellationToken)
    {
        var device = new DeviceAddress(account, DeviceAddress.StandardClients);
        var session = new DeviceSession(device, address, services);
        session.Presence = new PresenceLane(new ClientLink(attachments.LinkTo(session, drawsNear: false), address.ToString()), session, services);
        return await AttachAsync(session, cancellationToken) ? session : null;
    }

    private async Task<SessionOpened> BindAsync(DeviceAddress device, BindRequest bind, CancellationToken cancellationToken)
    {
        var session = new DeviceSession(device, Jid.Parse(device.ToString()), services);
        if (bind.Enable is { } enable)
        {
            session.Manage(enable.Resume);
        }

        if (!await AttachAsync(session, cancellationToken))
        {
            return new SessionOpened { Failure = new Sasl2Failure(SaslFailureCondition.NotAuthorized) { Code = ErrorCode.DeviceUnknown.ToWireName() } };
        }

        var enabled = session.IsManaged
            ? new Enabled(session.ResumptionId, session.ResumptionId is null ? null : services.Options.Streams.ResumptionTime, services.Options.Node.Location)
            : null;
        return new SessionOpened { Session = session, Bound = new BindResult { Enabled = enabled } };
    }

    /// <summary>Makes the session known on this node and to its account. False, and the session over, when the account does not want it.</summary>
    private async Task<bool> AttachAsync(DeviceSession session, CancellationToken cancellationToken)
    {
        // Letting go of a session elsewhere takes its time. Whoever hung up meanwhile may be back on another node by now, and would lose that session to this one.
        cancellationToken.ThrowIfCancellationRequested();

        // Known before it is attached, so that nothing the grain says to it is lost.
        services.Sessions.Add(session);
        Attachment? attachment = null;
        try
        {
            attachment = (await attachments.AttachAsync(session, cancellationToken)).Attachment;
        }
        finally
        {
            // Also when the peer hung up meanwhile: no connection knows of this session that could end it later.
            if (attachment is null)
            {
                services.Sessions.Close(session);
            }
        }

        if (attachment is not null)
        {
            session.Attach(attachment);
        }

        return attachment is not null;
    }
}
