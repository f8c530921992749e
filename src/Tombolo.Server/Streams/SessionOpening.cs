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
internal sealed class SessionOpening(SessionServices services, SessionReattachment attachments)
{
    private static readonly TimeSpan HandoverTime = TimeSpan.FromSeconds(10);

    public async Task<SessionOpened> OpenAsync(ClientConnection connection, DeviceAddress device, Sasl2Authenticate request, CancellationToken cancellationToken)
    {
        if (request.Resume is { } resume && await TryResumeAsync(device, resume) is { } session)
        {
            return new SessionOpened { Session = session, Resumed = new Resumed(resume.PreviousId, session.Window.Handled) };
        }

        return request.Bind is { } bind
            ? await BindAsync(device, bind, cancellationToken)
            : new SessionOpened { Failure = new Sasl2Failure(SaslFailureCondition.MalformedRequest) };
    }

    /// <summary>
    /// Takes a session over from its old connection. What that one read is on its way to the disk: <c>h</c> is told only after it
    /// has arrived, so that the client repeats nothing that counts already.
    /// </summary>
    public async Task<DeviceSession?> TryResumeAsync(DeviceAddress device, ResumeRequest resume)
    {
        if (services.Sessions.Find(resume.PreviousId, device) is not { } session)
        {
            return null;
        }

        await session.Handover.WaitAsync();
        try
        {
            if (session.Connection is { } older)
            {
                older.Abort();
                await older.Ended.WaitAsync(HandoverTime, services.Time);
            }

            await session.Window.WaitForIdleAsync().WaitAsync(HandoverTime, services.Time);
            if (services.Sessions.TryWake(session) && !session.Feed.HasMissed && session.Feed.Acknowledge(resume.Handled))
            {
                return session;
            }

            // Awake and without a connection it would wait for ever.
            services.Sessions.Close(session);
            return null;
        }
        catch (TimeoutException)
        {
            return null;
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
