// Length: what is decided in one order about one account stands together. Appending and showing (CommitAsync to Doubt) is the part to take out next.
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
using Tombolo.Server.Observability;
using Tombolo.Server.Storage;
using Tombolo.Server.Streams;

namespace Tombolo.Server.Cluster;

/// <summary>
/// Decides and orders. Reentrant, because otherwise each message would wait for the commit of the one before: what must be in order
/// (decision, append, publication) happens between two awaits or through the queue of publications.
/// </summary>
[Reentrant, PreferLocalPlacement]
internal sealed partial class AccountGrain(
    IAccountFacts accountFacts,
    IRelations relations,
    IPreKeyUse preKeyUse,
    IMailboxStore mailboxes,
    Nodes nodes,
    IOptions<TomboloServerOptions> options,
    TimeProvider time,
    ILogger<AccountGrain> logger) : Grain, IAccountGrain
{
    // Twice the time after which a session makes itself known again; so an account whose sessions died with their node is let go.
    private static readonly TimeSpan KeptForSessions = 2 * SessionReattachment.Every;

    private readonly AccountSessions _sessions = new(nodes);
    private readonly StandardSessions _standardSessions = new(nodes);
    private readonly Dictionary<int, AccountMailbox> _mailboxes = [];
    private readonly Queue<Publication> _publications = new();
    private Dictionary<AccountAddress, Relation> _relations = [];
    private AccountMailbox? _standardMailbox;
    private AccountFacts? _facts;
    private bool _isStale = true;

    private AccountAddress Account => AccountAddress.Parse(this.GetPrimaryKeyString());

    private MailboxOptions Limits => options.Value.Mailboxes;

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
        foreach (var link in _sessions.Links.Concat(_standardSessions.Links).Where(link => !isNodeStopping || !link.Node.Equals(nodes.Here)))
        {
            nodes.Reach(link)?.Reattach();
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
                results[index] = await AcceptAsync(messages[index], publication);
            }

            await CommitAsync(publication);
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
            if (!publication.IsSettled)
            {
                Settle(publication);
            }

            Array.Fill(results, new DeliveryResult(StorageException.CodeFor(exception)));
        }

        return results;
    }

    public async Task<Decision> WritingToAsync(AccountAddress peer, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        if (_facts is null)
        {
            return Decision.Refuse(ErrorCode.DeviceUnknown);
        }

        var decision = ConsentPolicy.DecideSending(_facts, options.Value.PartnerOf(peer));
        if (decision.Verdict == Verdict.Deliver && RelationWith(peer).State is not RelationState.Accepted)
        {
            _relations[peer] = await relations.WritingToAsync(Account, peer, cancellationToken);
        }

        return decision;
    }

    public async Task<AttachReply> AttachAsync(SessionLink session, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, cancellationToken) is not { } mailbox)
        {
            return AttachReply.Unknown;
        }

        if (session.Resource is null)
        {
            _sessions.Attach(session);
        }
        else
        {
            _standardSessions.Attach(session, options.Value.Streams.MaxStandardClients);
        }

        return Keep(session, mailbox);
    }

    public async Task<AttachReply> ReattachAsync(SessionLink session, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, cancellationToken) is not { } mailbox)
        {
            return AttachReply.Unknown;
        }

        var isKnown = session.Resource is null
            ? _sessions.TryReattach(session)
            : _standardSessions.TryReattach(session, options.Value.Streams.MaxStandardClients);
        return isKnown ? Keep(session, mailbox) : AttachReply.Replaced;
    }

    public Task DetachAsync(Guid session, CancellationToken cancellationToken)
    {
        _sessions.Detach(session);
        _standardSessions.Detach(session);
        if (_sessions.IsEmpty && _standardSessions.IsEmpty)
        {
            DelayDeactivation(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    public async Task NotifyAsync(HostNotice notice, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        if (_facts is null)
        {
            return;
        }

        var publication = new Publication();
        foreach (var device in _facts.Devices.Where(device => device.Id != notice.ExceptDevice))
        {
            var content = HostStanzas.OpenMessage(notice, new DeviceAddress(Account, device.Id), Guid.CreateVersion7().ToString());
            Add(publication, null, isRequest: false, [(device.Id, content)]);
        }

        await CommitAsync(publication);
    }

    public Task PushAsync(HostNotice notice, CancellationToken cancellationToken)
    {
        foreach (var device in _facts?.Devices.Where(device => device.Id != notice.ExceptDevice) ?? [])
        {
            _sessions.Push(device.Id, HostStanzas.WholeMessage(notice, new DeviceAddress(Account, device.Id)));
        }

        return Task.CompletedTask;
    }

    public async Task FactsChangedAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        if (_facts is not null)
        {
            _sessions.FactsChanged(_facts);
        }

        if (_facts is not { HasAppPassword: true })
        {
            _standardSessions.EndAll(SessionEnd.DeviceRemoved);
        }
    }

    public async Task<AccountFacts?> GetFactsAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        return _facts;
    }

    public async Task DeviceRemovedAsync(int device, CancellationToken cancellationToken)
    {
        _sessions.Remove(device);
        _mailboxes.Remove(device);
        await FactsChangedAsync(cancellationToken);
    }

    private async ValueTask<AccountMailbox?> FindAsync(SessionLink session, CancellationToken cancellationToken)
    {
        if (_isStale || _facts is null || MailboxOf(session.Device) is null)
        {
            await ReloadAsync(cancellationToken);
        }

        return _facts is null ? null : MailboxOf(session.Device);
    }

    private AttachReply Keep(SessionLink session, AccountMailbox mailbox)
    {
        DelayDeactivation(KeptForSessions);
        if (session.DrawsNear && !_sessions.Links.Concat(_standardSessions.Links).Any(link => link.Node.Equals(nodes.Here)))
        {
            // Where its people are, a message crosses once: from the sender's node to here. Sessions attach again when it has moved.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, session.Node);
            MigrateOnIdle();
        }

        return new AttachReply(new Attachment(mailbox.Mailbox.Id, _facts!, mailbox.Newest, nodes.Here), default);
    }

    private static int[] DevicesOf(List<(int Device, byte[] Content)> contents) => [.. contents.Select(content => content.Device)];

    private Relation RelationWith(AccountAddress peer) => _relations.GetValueOrDefault(peer);

    private async ValueTask<DeliveryResult> AcceptAsync(InboundMessage message, Publication publication)
    {
        if (_facts is not { } facts)
        {
            return new DeliveryResult(ErrorCode.NotReachable);
        }

        if (message.Kind == MessageKind.Plain)
        {
            return await AcceptPlainAsync(message, publication);
        }

        var peer = message.Sender.Account;
        var own = peer == facts.Account;
        var decision = own
            ? Decision.Deliver
            : ConsentPolicy.Decide(new MessageFacts(message.Sender, message.SenderPartner, message.Kind, message.Ephemeral), facts, RelationWith(peer));
        if (decision.Verdict is Verdict.Refuse or Verdict.DiscardSilently)
        {
            await CountDroppedAsync(message, decision);
            return new DeliveryResult(decision.Code);
        }

        if (message.Kind == MessageKind.Encrypted && !string.Equals(message.DevicesDigest, facts.DevicesDigest, StringComparison.Ordinal))
        {
            return new DeliveryResult(ErrorCode.DevicesChanged, HostStanzas.Devices(facts));
        }

        var isRequest = decision.Verdict == Verdict.DeliverAsRequest;
        var contents = ContentsFor(message, isRequest);
        if (message.Ephemeral)
        {
            contents.ForEach(content => _sessions.Push(content.Device, [.. content.Content, .. HostStanzas.MessageEnd]));
            return DeliveryResult.Done;
        }

        if (MayBeFull(contents) && await IsFullAsync(contents))
        {
            return new DeliveryResult(ErrorCode.PolicyQuota);
        }

        if (isRequest)
        {
            // Counted before it is stored: a crash in between costs the stranger one of five, never lets a sixth through.
            _relations[peer] = new Relation(RelationState.Requested, RelationWith(peer).Requests + 1);
            _relations[peer] = await relations.RequestDeliveredAsync(facts.Account, peer, CancellationToken.None);
        }

        Add(publication, message.Digest, isRequest, contents);
        return DeliveryResult.Done;
    }

    private async ValueTask CountDroppedAsync(InboundMessage message, Decision decision)
    {
        var peer = message.Sender.Account;
        var facts = new MessageFacts(message.Sender, message.SenderPartner, message.Kind, message.Ephemeral);
        if (ConsentPolicy.CountsAsRequest(facts, decision, RelationWith(peer)))
        {
            _relations[peer] = await relations.RequestDeliveredAsync(Account, peer, CancellationToken.None);
        }
    }

    /// <summary>One-time keys that are in a stored message must not be handed to its sender again. A batch has one sender.</summary>
    private Task NotePreKeyUseAsync(InboundMessage[] messages, DeliveryResult[] results)
    {
        for (var index = 0; index < messages.Length; index++)
        {
            if (messages[index].StartsSession && results[index].Refusal is null)
            {
                return preKeyUse.UsedAsync(messages[index].Sender.Account, Account, CancellationToken.None);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>A plain message between standard clients of the own domain; the operator's switch was looked at where it came in.</summary>
    private async ValueTask<DeliveryResult> AcceptPlainAsync(InboundMessage message, Publication publication)
    {
        if (_standardMailbox is null || _facts is not { Partner: null } || message.SenderPartner is not null)
        {
            return new DeliveryResult(ErrorCode.NotReachable);
        }

        if (_relations.Count > 0 && RelationWith(message.Sender.Account).State == RelationState.Blocked)
        {
            return DeliveryResult.Done;
        }

        var content = message.Contents[0].Content;
        if (message.Ephemeral)
        {
            _standardSessions.Push([.. content, .. HostStanzas.MessageEnd]);
            return DeliveryResult.Done;
        }

        List<(int Device, byte[] Content)> contents = [(DeviceAddress.StandardClients, content)];
        if (MayBeFull(contents) && await IsFullAsync(contents))
        {
            return new DeliveryResult(ErrorCode.PolicyQuota);
        }

        Add(publication, message.Digest, isRequest: false, contents);
        return DeliveryResult.Done;
    }

    private AccountMailbox? MailboxOf(int device) => device == DeviceAddress.StandardClients ? _standardMailbox : _mailboxes.GetValueOrDefault(device);

    private List<(int Device, byte[] Content)> ContentsFor(InboundMessage message, bool isRequest)
    {
        var contents = new List<(int Device, byte[] Content)>(message.Contents.Length);
        foreach (var (device, content) in message.Contents)
        {
            foreach (var target in device == 0 ? _mailboxes.Keys.ToArray() : [device])
            {
                var isSender = message.Sender.Device == target && message.Sender.Account == Account;
                if (_mailboxes.ContainsKey(target) && !isSender && (!isRequest || target == DeviceAddress.Primary))
                {
                    contents.Add((target, content));
                }
            }
        }

        return contents;
    }

    private bool MayBeFull(List<(int Device, byte[] Content)> contents)
    {
        foreach (var (device, content) in contents)
        {
            if (MailboxOf(device)!.MayBeFull(content.Length, Limits))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsFullAsync(List<(int Device, byte[] Content)> contents)
    {
        foreach (var (device, _) in contents)
        {
            var mailbox = MailboxOf(device)!;
            mailbox.Set(await mailboxes.MeasureAsync(mailbox.Mailbox.Id, CancellationToken.None));
        }

        return MayBeFull(contents);
    }

    private void Add(Publication publication, StanzaDigest? digest, bool isRequest, List<(int Device, byte[] Content)> contents)
    {
        var entries = new (OpenMailbox Mailbox, byte[] Content)[contents.Count];
        for (var index = 0; index < entries.Length; index++)
        {
            var (device, content) = contents[index];
            var mailbox = MailboxOf(device)!;
            mailbox.Begin(content.Length);
            entries[index] = (mailbox.Mailbox, content);
        }

        publication.Stanzas.Add((DevicesOf(contents), new MailboxAppend { Digest = digest, IsRequest = isRequest, At = time.GetUtcNow(), Entries = entries }));
    }

    /// <summary>Appends, waits for the disk, then shows sessions what is committed, in the order of the appends.</summary>
    /// <exception cref="SupersededException">Another activation has the account now.</exception>
    private async Task CommitAsync(Publication publication)
    {
        if (publication.Stanzas.Count == 0)
        {
            return;
        }

        _publications.Enqueue(publication);
        using var span = ServerTraces.Commit(publication.Stanzas.Count);
        try
        {
            await mailboxes.AppendAsync(publication.Stanzas.ConvertAll(stanza => stanza.Append));
            if (publication.Stanzas.Exists(stanza => stanza.Append.IsSuperseded))
            {
                throw new SupersededException();
            }
        }
        catch (Exception)
        {
            publication.HasFailed = true;
            span.Fail("storage");
            throw;
        }
        finally
        {
            Settle(publication);
            using var delivery = ServerTraces.Deliver(span);
            while (_publications.TryPeek(out var first) && first.IsSettled)
            {
                Publish(_publications.Dequeue());
            }
        }
    }

    private void Settle(Publication publication)
    {
        publication.IsSettled = true;
        foreach (var (devices, append) in publication.Stanzas)
        {
            for (var index = 0; index < devices.Length; index++)
            {
                if (MailboxOf(devices[index]) is { } mailbox && mailbox.Mailbox == append.Entries[index].Mailbox)
                {
                    mailbox.Settle(append.Entries[index].Content.Length);
                }
            }
        }
    }

    private void Publish(Publication publication)
    {
        foreach (var (devices, append) in publication.Stanzas)
        {
            for (var index = 0; index < devices.Length && !append.IsDuplicate; index++)
            {
                if (MailboxOf(devices[index]) is not { } mailbox || mailbox.Mailbox != append.Entries[index].Mailbox)
                {
                    continue;
                }

                if (publication.HasFailed)
                {
                    Doubt(mailbox, devices[index]);
                }
                else
                {
                    Offer(mailbox, devices[index], new MailboxEntry(append.Seqs[index], append.At, append.IsRequest, append.Entries[index].Content));
                }
            }
        }
    }

    private void Offer(AccountMailbox mailbox, int device, MailboxEntry entry)
    {
        var after = mailbox.Newest;
        mailbox.Newest = entry.Seq;
        if (device == DeviceAddress.StandardClients)
        {
            _standardSessions.Offer(entry, after);
        }
        else
        {
            _sessions.Offer(device, entry, after);
        }
    }

    /// <summary>A failed write may have arrived all the same, and repeating it will tell no more than that it is there.</summary>
    private void Doubt(AccountMailbox mailbox, int device)
    {
        mailbox.Newest = AccountMailbox.Unknown;
        if (device == DeviceAddress.StandardClients)
        {
            _standardSessions.Lag();
        }
        else
        {
            _sessions.Lag(device);
        }
    }

    /// <summary>Reads again when the last attempt failed: nothing is decided on facts that are known to have changed.</summary>
    private Task RefreshAsync(CancellationToken cancellationToken) => _isStale ? ReloadAsync(cancellationToken) : Task.CompletedTask;

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        _isStale = true;
        var facts = await accountFacts.LoadAsync(Account, cancellationToken);
        foreach (var device in facts?.Devices.Where(device => !_mailboxes.ContainsKey(device.Id)) ?? [])
        {
            _mailboxes[device.Id] = await OpenAsync(device.Id, cancellationToken);
        }

        foreach (var gone in _mailboxes.Keys.Where(device => facts?.Devices.All(known => known.Id != device) ?? true).ToArray())
        {
            _mailboxes.Remove(gone);
        }

        _standardMailbox = facts is { HasAppPassword: true } ? _standardMailbox ?? await OpenAsync(DeviceAddress.StandardClients, cancellationToken) : null;
        _facts = facts;
        _isStale = false;
        _relations = facts is null ? [] : new Dictionary<AccountAddress, Relation>(facts.Relations);
        if (facts is null)
        {
            // Left to the collector: deactivating now would reject calls that are on their way to this activation.
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    private async Task<AccountMailbox> OpenAsync(int device, CancellationToken cancellationToken)
    {
        var mailbox = await mailboxes.OpenAsync(new DeviceAddress(Account, device), cancellationToken);
        return new AccountMailbox(mailbox, await mailboxes.MeasureAsync(mailbox.Id, cancellationToken));
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Messages could not be stored.")]
    private partial void LogFailed(Exception exception);
}
