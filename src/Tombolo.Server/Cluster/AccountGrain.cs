using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Keys;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Storage;
using Tombolo.Server.Streams;

namespace Tombolo.Server.Cluster;

/// <summary>
/// There is one for each account in the whole cluster. It brings what its reception knows up to date, and takes messages from other nodes and those that need an
/// answer from elsewhere. Reentrant, because otherwise each would wait for the commit of the one before; what must be in order is kept so by the reception.
/// </summary>
[Reentrant, PreferLocalPlacement]
internal sealed partial class AccountGrain : Grain, IAccountGrain
{
    // Twice the time after which a session makes itself known again; so an account whose sessions died with their node is let go.
    private static readonly TimeSpan KeptForSessions = 2 * SessionReattachment.Every;

    private readonly IPreKeyUse _preKeyUse;
    private readonly Nodes _nodes;
    private readonly ReceptionDirectory _receptions;
    private readonly TomboloServerOptions _options;
    private readonly ILogger _logger;
    private readonly AccountReception _reception;
    private readonly AccountUpdates _updates;

    public AccountGrain(
        IAccountFacts accountFacts,
        IRelations relations,
        IPreKeyUse preKeyUse,
        IMailboxStore mailboxes,
        Nodes nodes,
        ReceptionDirectory receptions,
        IOptions<TomboloServerOptions> options,
        TimeProvider time,
        ILogger<AccountGrain> logger)
    {
        (_preKeyUse, _nodes, _receptions, _options, _logger) = (preKeyUse, nodes, receptions, options.Value, logger);
        _reception = new AccountReception(AccountAddress.Parse(this.GetPrimaryKeyString()), mailboxes, nodes, _options, time, logger) { Leave = Leave };
        _updates = new AccountUpdates(_reception, accountFacts, relations, mailboxes, time);
    }

    /// <summary>Reads what the store knows. While it cannot be read the grain lives on, knowing nothing: a refusal is an answer, a rejected call is none.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReloadAsync(cancellationToken);
        }
        catch (StorageException exception)
        {
            LogFailed(exception);
        }

        _receptions.Add(_reception);
    }

    /// <summary>
    /// Moving, or its node stops. The next activation begins when everything that this one took on is shown, and the sessions that live on need it to know them.
    /// </summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _receptions.Remove(_reception);
        await _reception.CloseAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        var isNodeStopping = reason.ReasonCode == DeactivationReasonCode.ShuttingDown;
        foreach (var link in Links().Where(link => !isNodeStopping || !link.Node.Equals(_nodes.Here)))
        {
            _nodes.Reach(link)?.Reattach();
        }
    }

    public async Task<DeliveryResult[]?> DeliverAsync(InboundMessage[] messages, CancellationToken cancellationToken)
    {
        var delivery = new Delivery(messages);
        try
        {
            await RefreshAsync(cancellationToken);
            for (var index = 0; index < messages.Length; index++)
            {
                delivery.Results[index] = await AcceptAsync(messages[index], delivery, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            _reception.Withdraw(delivery);
            Array.Fill(delivery.Results, new DeliveryResult(StorageException.CodeFor(exception)));
            return delivery.Results;
        }

        _reception.Submit(delivery);
        await delivery.Completion;
        if (delivery.IsSuperseded)
        {
            return null;
        }

        await NotePreKeyUseAsync(delivery);
        return delivery.Results;
    }

    public async Task<Decision> WritingToAsync(AccountAddress peer, CancellationToken cancellationToken)
    {
        if (await FactsAsync(cancellationToken) is not { } facts)
        {
            return Decision.Refuse(ErrorCode.DeviceUnknown);
        }

        var decision = ConsentPolicy.DecideSending(facts, _options.PartnerOf(peer));
        if (decision.Verdict == Verdict.Deliver)
        {
            await _updates.WriteToAsync(peer, cancellationToken);
        }

        return decision;
    }

    public async Task<AttachReply> AttachAsync(SessionLink session, CancellationToken cancellationToken)
    {
        await FindAsync(session, cancellationToken);
        var reply = _reception.With((knowledge, mailboxes, sessions) =>
        {
            if (knowledge.Facts is not { } facts || mailboxes.Of(session.Device) is not { } mailbox)
            {
                return AttachReply.Unknown;
            }

            sessions.Attach(session);
            return Welcome(facts, mailbox);
        });
        return Keep(session, reply);
    }

    public async Task<AttachReply> ReattachAsync(SessionLink session, CancellationToken cancellationToken)
    {
        await FindAsync(session, cancellationToken);
        var reply = _reception.With((knowledge, mailboxes, sessions) => knowledge.Facts is not { } facts || mailboxes.Of(session.Device) is not { } mailbox
            ? AttachReply.Unknown
            : sessions.TryReattach(session) ? Welcome(facts, mailbox) : AttachReply.Replaced);
        return Keep(session, reply);
    }

    public Task DetachAsync(Guid session, CancellationToken cancellationToken)
    {
        var isEmpty = _reception.With((_, _, sessions) =>
        {
            sessions.Detach(session);
            return sessions.IsEmpty;
        });
        if (isEmpty)
        {
            DelayDeactivation(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    public async Task NotifyAsync(HostNotice notice, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        var delivery = new Delivery([]);
        foreach (var admission in _reception.Consider(notice))
        {
            // A device that is full gets no notice: whoever makes the host write notices must not fill its mailbox beyond what messages may.
            if (await HasRoomAsync(admission))
            {
                _reception.Stage(delivery, null, admission);
            }
        }

        _reception.Submit(delivery);
        await delivery.Completion;
        if (delivery.Failure is { } failure)
        {
            throw failure;
        }
    }

    public Task PushAsync(HostNotice notice, CancellationToken cancellationToken)
    {
        _reception.With((knowledge, _, sessions) =>
        {
            foreach (var device in HostStanzas.Receivers(notice, knowledge.Facts))
            {
                sessions.Push(device.Device, HostStanzas.WholeMessage(notice, device));
            }
        });
        return Task.CompletedTask;
    }

    public async Task FactsChangedAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        _reception.With(static (knowledge, _, sessions) => sessions.FactsChanged(knowledge.Facts));
    }

    public async Task<AccountFacts?> GetFactsAsync(CancellationToken cancellationToken) => await FactsAsync(cancellationToken);

    public Task<SiloAddress> GetNodeAsync(CancellationToken cancellationToken) => Task.FromResult(_nodes.Here);

    public async Task DeviceRemovedAsync(int device, CancellationToken cancellationToken)
    {
        _reception.With((_, mailboxes, sessions) =>
        {
            sessions.RemoveDevice(device);
            mailboxes.Remove(device);
        });
        await FactsChangedAsync(cancellationToken);
    }

    /// <summary>Decides about one message and does all that has to be done before it is stored.</summary>
    private async ValueTask<DeliveryResult> AcceptAsync(InboundMessage message, Delivery delivery, CancellationToken cancellationToken)
    {
        var admission = _reception.Consider(message);
        if (admission.Kind == AdmissionKind.DropUnlessNews && await _updates.LookAgainAsync(cancellationToken))
        {
            admission = _reception.Consider(message);
        }

        switch (admission.Kind)
        {
            case AdmissionKind.Drop or AdmissionKind.DropUnlessNews:
                return admission.Result;
            case AdmissionKind.DropCounted:
                await _updates.CountDroppedAsync(message.Sender.Account);
                return admission.Result;
            case AdmissionKind.Push:
                _reception.Push(admission);
                return admission.Result;
            default:
                break;
        }

        if (!await HasRoomAsync(admission))
        {
            return new DeliveryResult(ErrorCode.PolicyQuota);
        }

        if (admission.Kind == AdmissionKind.StoreRequest)
        {
            await _updates.CountRequestAsync(message.Sender.Account);
        }

        _reception.Stage(delivery, message.Digest, admission);
        return admission.Result;
    }

    /// <summary>The store is asked only when what is known here does not prove that there is room.</summary>
    private async ValueTask<bool> HasRoomAsync(Admission admission)
    {
        if (_reception.HasRoom(admission))
        {
            return true;
        }

        await _updates.MeasureAsync(admission);
        return _reception.HasRoom(admission);
    }

    private AttachReply Welcome(AccountFacts facts, AccountMailbox mailbox) => new(new Attachment(mailbox.Mailbox.Id, facts, mailbox.Newest, _nodes.Here), default);

    private async Task FindAsync(SessionLink session, CancellationToken cancellationToken)
    {
        if (_reception.With((knowledge, mailboxes, _) => knowledge.IsStale || knowledge.Facts is null || mailboxes.Of(session.Device) is null))
        {
            await ReloadAsync(cancellationToken);
        }
    }

    private AttachReply Keep(SessionLink session, AttachReply reply)
    {
        if (reply.Attachment is null)
        {
            return reply;
        }

        DelayDeactivation(KeptForSessions);
        if (session.DrawsNear && !Array.Exists(Links(), link => link.Node.Equals(_nodes.Here)))
        {
            // Where its people are, a message crosses once: from the sender's node to here. Sessions attach again when it has moved.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, session.Node);
            MigrateOnIdle();
        }

        return reply;
    }

    /// <summary>One-time keys that are in a stored message must not be handed to its sender again. A batch has one sender.</summary>
    private async Task NotePreKeyUseAsync(Delivery delivery)
    {
        var index = Array.FindIndex(delivery.Messages, static message => message.StartsSession);
        while (index >= 0 && delivery.Results[index].Refusal is not null)
        {
            index = Array.FindIndex(delivery.Messages, index + 1, static message => message.StartsSession);
        }

        if (index < 0)
        {
            return;
        }

        try
        {
            await _preKeyUse.UsedAsync(delivery.Messages[index].Sender.Account, _reception.Account, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Stored, but not noted: the sender is told to repeat it, and the store will know it.
            LogFailed(exception);
            Array.Fill(delivery.Results, new DeliveryResult(StorageException.CodeFor(exception)));
        }
    }

    private SessionLink[] Links() => _reception.With(static (_, _, sessions) => sessions.Links.ToArray());

    /// <summary>Reads again when the last attempt failed: nothing is decided on facts that are known to have changed.</summary>
    private Task RefreshAsync(CancellationToken cancellationToken) =>
        _reception.With(static (knowledge, _, _) => knowledge.IsStale) ? ReloadAsync(cancellationToken) : Task.CompletedTask;

    private async Task<AccountFacts?> FactsAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        return _reception.With(static (knowledge, _, _) => knowledge.Facts);
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _updates.ReloadAsync(cancellationToken);
        if (_reception.With(static (knowledge, _, _) => knowledge.Facts) is null)
        {
            // Left to the collector: deactivating now would reject calls that are on their way to this activation.
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    /// <summary>Comes from any thread.</summary>
    private void Leave(string why) => GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, why));

    [LoggerMessage(EventId = 3002, Level = LogLevel.Error, Message = "An account could not be read or changed.")]
    private partial void LogFailed(Exception exception);
}
