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
/// Orders what happens to one account. Reentrant, because otherwise each message would wait for the commit of the one before: what must be in order
/// (decision, append, showing) happens between two awaits or through the publisher's queue.
/// </summary>
[Reentrant, PreferLocalPlacement]
internal sealed partial class AccountGrain : Grain, IAccountGrain
{
    // Twice the time after which a session makes itself known again; so an account whose sessions died with their node is let go.
    private static readonly TimeSpan KeptForSessions = 2 * SessionReattachment.Every;

    private readonly IPreKeyUse _preKeyUse;
    private readonly Nodes _nodes;
    private readonly TomboloServerOptions _options;
    private readonly ILogger _logger;
    private readonly AccountMailboxes _mailboxes;
    private readonly AccountKnowledge _knowledge;
    private readonly LiveSessions _sessions;
    private readonly AccountPublisher _publisher;
    private readonly AccountReception _reception;

    public AccountGrain(
        IAccountFacts accountFacts,
        IRelations relations,
        IPreKeyUse preKeyUse,
        IMailboxStore mailboxes,
        Nodes nodes,
        IOptions<TomboloServerOptions> options,
        TimeProvider time,
        ILogger<AccountGrain> logger)
    {
        (_preKeyUse, _nodes, _options, _logger) = (preKeyUse, nodes, options.Value, logger);
        var account = AccountAddress.Parse(this.GetPrimaryKeyString());
        _mailboxes = new AccountMailboxes(account, mailboxes, _options.Mailboxes);
        _knowledge = new AccountKnowledge(account, accountFacts, relations, _mailboxes);
        _sessions = new LiveSessions(nodes, _options.Streams.MaxStandardClients);
        _publisher = new AccountPublisher(mailboxes, _mailboxes, _sessions, time);
        _reception = new AccountReception(_knowledge, _mailboxes, _sessions, _publisher);
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
    }

    /// <summary>Moving, or its node stops: the sessions that live on need the next activation to know them.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var isNodeStopping = reason.ReasonCode == DeactivationReasonCode.ShuttingDown;
        foreach (var link in _sessions.Links.Where(link => !isNodeStopping || !link.Node.Equals(_nodes.Here)))
        {
            _nodes.Reach(link)?.Reattach();
        }

        return Task.CompletedTask;
    }

    public async Task<DeliveryResult[]?> DeliverAsync(InboundMessage[] messages, CancellationToken cancellationToken)
    {
        var results = new DeliveryResult[messages.Length];
        var publication = new Publication();
        try
        {
            await RefreshAsync(cancellationToken);
            for (var index = 0; index < messages.Length; index++)
            {
                results[index] = await _reception.AcceptAsync(messages[index], publication);
            }

            await _publisher.CommitAsync(publication);
            await NotePreKeyUseAsync(messages, results);
        }
        catch (SupersededException)
        {
            DeactivateOnIdle();
            return null;
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            _publisher.Settle(publication);
            Array.Fill(results, new DeliveryResult(StorageException.CodeFor(exception)));
        }

        return results;
    }

    public async Task<Decision> WritingToAsync(AccountAddress peer, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        if (_knowledge.Facts is not { } facts)
        {
            return Decision.Refuse(ErrorCode.DeviceUnknown);
        }

        var decision = ConsentPolicy.DecideSending(facts, _options.PartnerOf(peer));
        if (decision.Verdict == Verdict.Deliver)
        {
            await _knowledge.WriteToAsync(peer, cancellationToken);
        }

        return decision;
    }

    public async Task<AttachReply> AttachAsync(SessionLink session, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, cancellationToken) is not { } mailbox)
        {
            return AttachReply.Unknown;
        }

        _sessions.Attach(session);
        return Keep(session, mailbox);
    }

    public async Task<AttachReply> ReattachAsync(SessionLink session, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, cancellationToken) is not { } mailbox)
        {
            return AttachReply.Unknown;
        }

        return _sessions.TryReattach(session) ? Keep(session, mailbox) : AttachReply.Replaced;
    }

    public Task DetachAsync(Guid session, CancellationToken cancellationToken)
    {
        _sessions.Detach(session);
        if (_sessions.IsEmpty)
        {
            DelayDeactivation(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    public async Task NotifyAsync(HostNotice notice, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        var publication = new Publication();
        foreach (var device in DevicesFor(notice))
        {
            List<(int Device, byte[] Content)> contents = [(device.Device, HostStanzas.OpenMessage(notice, device, Guid.CreateVersion7().ToString()))];

            // A device that is full gets no notice: whoever makes the host write notices must not fill its mailbox beyond what messages may.
            if (!await _mailboxes.IsFullAsync(contents))
            {
                _publisher.Add(publication, null, isRequest: false, contents);
            }
        }

        await _publisher.CommitAsync(publication);
    }

    public Task PushAsync(HostNotice notice, CancellationToken cancellationToken)
    {
        foreach (var device in DevicesFor(notice))
        {
            _sessions.Push(device.Device, HostStanzas.WholeMessage(notice, device));
        }

        return Task.CompletedTask;
    }

    public async Task FactsChangedAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        _sessions.FactsChanged(_knowledge.Facts);
    }

    public async Task<AccountFacts?> GetFactsAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        return _knowledge.Facts;
    }

    public async Task DeviceRemovedAsync(int device, CancellationToken cancellationToken)
    {
        _sessions.RemoveDevice(device);
        _mailboxes.Remove(device);
        await FactsChangedAsync(cancellationToken);
    }

    private IEnumerable<DeviceAddress> DevicesFor(HostNotice notice) =>
        _knowledge.Facts?.Devices.Where(device => device.Id != notice.ExceptDevice).Select(device => new DeviceAddress(_knowledge.Account, device.Id)) ?? [];

    private async ValueTask<AccountMailbox?> FindAsync(SessionLink session, CancellationToken cancellationToken)
    {
        if (_knowledge.IsStale || _knowledge.Facts is null || _mailboxes.Of(session.Device) is null)
        {
            await ReloadAsync(cancellationToken);
        }

        return _knowledge.Facts is null ? null : _mailboxes.Of(session.Device);
    }

    private AttachReply Keep(SessionLink session, AccountMailbox mailbox)
    {
        DelayDeactivation(KeptForSessions);
        if (session.DrawsNear && !_sessions.Links.Any(link => link.Node.Equals(_nodes.Here)))
        {
            // Where its people are, a message crosses once: from the sender's node to here. Sessions attach again when it has moved.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, session.Node);
            MigrateOnIdle();
        }

        return new AttachReply(new Attachment(mailbox.Mailbox.Id, _knowledge.Facts!, mailbox.Newest, _nodes.Here), default);
    }

    /// <summary>One-time keys that are in a stored message must not be handed to its sender again. A batch has one sender.</summary>
    private Task NotePreKeyUseAsync(InboundMessage[] messages, DeliveryResult[] results)
    {
        for (var index = 0; index < messages.Length; index++)
        {
            if (messages[index].StartsSession && results[index].Refusal is null)
            {
                return _preKeyUse.UsedAsync(messages[index].Sender.Account, _knowledge.Account, CancellationToken.None);
            }
        }

        return Task.CompletedTask;
    }

    private Task RefreshAsync(CancellationToken cancellationToken) => _knowledge.IsStale ? ReloadAsync(cancellationToken) : Task.CompletedTask;

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _knowledge.ReloadAsync(cancellationToken);
        if (_knowledge.Facts is null)
        {
            // Left to the collector: deactivating now would reject calls that are on their way to this activation.
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Messages could not be stored.")]
    private partial void LogFailed(Exception exception);
}
