using Tombolo.Server.Accounts;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Errors;
using Tombolo.Xmpp.Presence;
using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>
/// What one standard client says about presence, on its way to the account's grain: one after another, also over a resumption. A stanza is settled
/// when the grain has done all of it, so that a subscription is never acknowledged before it is stored.
/// </summary>
internal sealed class PresenceLane(ClientLink client, DeviceSession session, SessionServices services)
{
    /// <summary>Larger presence is refused: it is copied to every contact.</summary>
    private const int MaxBytes = 8_192;

    /// <summary>What presence for one account costs on top: the host has to look, and mostly to write.</summary>
    private const int CostOfAsking = 20;

    private readonly IPresenceGrain _grain = services.Grains.PresenceOf(session.Device.Account);
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private PresenceStanza? _announced;
    private bool _isInterested;
    private bool _isKnown;

    /// <summary>Takes a stanza from the reading loop; the envelope may be released at once.</summary>
    public void Send(in StanzaEnvelope presence, long ticket)
    {
        var detached = presence.Detach();
        Follow(async () =>
        {
            ErrorCode? refusal = ErrorCode.InternalError;
            try
            {
                refusal = await HandleAsync(detached);
            }
            finally
            {
                if (refusal is { } code)
                {
                    Refuse(detached, code);
                }

                session.Settle(ticket);
            }
        });
    }

    /// <summary>The client asked for the roster: from now on it is told of changes.</summary>
    public Task ShowInterestAsync(CancellationToken cancellationToken)
    {
        _isKnown = _isInterested = true;
        return services.Patience.CallAsync(() => _grain.ShowInterestAsync(client, CancellationToken.None), cancellationToken);
    }

    /// <summary>Tells the grain that the client is still there, in case it has been lost with its node.</summary>
    public void Remind() => Follow(() => _isKnown
        ? services.Patience.CallAsync(() => _grain.RemindAsync(client, _announced, _isInterested, CancellationToken.None))
        : Task.CompletedTask);

    /// <summary>The session is over. Completes when the grain knows, or cannot be told; never throws.</summary>
    public Task LeaveAsync() => Follow(async () =>
    {
        if (_isKnown)
        {
            // Tried once: a grain that was lost with its node has forgotten the client anyway.
            await _grain.LeaveAsync(session.Id, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    });

    /// <summary>Completes when all that was said so far has had its effect; never throws.</summary>
    public Task SettleAsync()
    {
        lock (_gate)
        {
            return _last;
        }
    }

    private Task Follow(Func<Task> work)
    {
        lock (_gate)
        {
            return _last = RunAsync(_last, work);
        }
    }

    /// <summary>Never throws.</summary>
    private async Task RunAsync(Task before, Func<Task> work)
    {
        await before;
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            StreamLog.RoutingFailed(services.Logger, exception);
        }
    }

    private void Refuse(in StanzaEnvelope presence, ErrorCode code)
    {
        if (StanzaReply.MayFail(presence))
        {
            session.Answer(Stanzas.Error(presence, presence.TryGetTo(out var to) ? to : session.Jid.Bare, session.Jid, code));
        }
    }

    private async Task<ErrorCode?> HandleAsync(StanzaEnvelope presence)
    {
        if (!PresenceTypes.TryParse(presence.Type, out var type))
        {
            return ErrorCode.RequestMalformed;
        }

        if (presence.Bytes.Length > MaxBytes)
        {
            return ErrorCode.RequestTooLarge;
        }

        switch (type)
        {
            case PresenceType.Available or PresenceType.Unavailable when presence.To.IsEmpty:
                await AnnounceAsync(PresenceStanza.Read(presence, type, session.Jid));
                return null;
            case PresenceType.Probe or PresenceType.Error:
                return null;
            default:
                return await SendToAsync(presence, type);
        }
    }

    private async Task AnnounceAsync(PresenceStanza presence)
    {
        _isKnown |= presence.IsAvailable;
        _announced = presence.IsAvailable ? presence : null;
        if (_isKnown)
        {
            session.Charge(await services.Patience.CallAsync(() => _grain.AnnounceAsync(client, presence, CancellationToken.None)));
        }
    }

    /// <summary>Directed presence, or a word about a subscription.</summary>
    private async Task<ErrorCode?> SendToAsync(StanzaEnvelope presence, PresenceType type)
    {
        if (!presence.TryGetTo(out var to))
        {
            return ErrorCode.RequestMalformed;
        }

        if (!to.Domain.SequenceEqual(services.Options.Domain))
        {
            // Presence stays here: what a person does is nobody's business on other services.
            return services.Options.IsLocal(to.Domain) ? ErrorCode.PolicyFeature : ErrorCode.NotReachable;
        }

        if (to.Local.IsEmpty || to.SameBare(session.Jid))
        {
            return null;
        }

        session.Charge(CostOfAsking);
        var account = AccountAddress.Parse(to.Bare.ToString());
        if (type is not (PresenceType.Available or PresenceType.Unavailable))
        {
            var word = PresenceStanza.Read(presence, type, session.Jid.Bare);
            return await services.Patience.CallAsync(() => _grain.SubscribeAsync(account, word, CancellationToken.None));
        }

        _isKnown = true;
        var target = new PresenceTarget(account, to.IsBare ? null : to.ToString());
        var shown = PresenceStanza.Read(presence, type, session.Jid);
        return await services.Patience.CallAsync(() => _grain.DirectAsync(client, target, shown, CancellationToken.None));
    }
}
