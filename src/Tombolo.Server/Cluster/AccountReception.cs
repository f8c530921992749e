using Microsoft.Extensions.Logging;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Cluster;

/// <summary>
/// What happens to an account with every message: decide, store in order, show in order. Owned by the account's grain, which does all that has to wait for
/// something; guarded by a lock instead of the grain's turns, so that senders on the same node need no call (ADR 27). Inside the lock nothing waits.
/// </summary>
internal sealed partial class AccountReception
{
    private readonly Lock _gate = new();
    private readonly IMailboxStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AccountMailboxes _mailboxes;
    private readonly AccountKnowledge _knowledge = new();
    private readonly AccountAdmission _admission;
    private readonly LiveSessions _sessions;
    private readonly DeliveryOrder _order = new();
    private bool _isClosed;

    public AccountReception(AccountAddress account, IMailboxStore store, Nodes nodes, TomboloServerOptions options, TimeProvider time, ILogger logger)
    {
        (Account, _store, _time, _logger) = (account, store, time, logger);
        _mailboxes = new AccountMailboxes(account, options.Mailboxes);
        _admission = new AccountAdmission(_knowledge, _mailboxes);
        _sessions = new LiveSessions(nodes, options.Streams.MaxStandardClients);
    }

    public AccountAddress Account { get; }

    /// <summary>Ends the activation that this belongs to, and says why; from any thread.</summary>
    public required Action<string> Leave { get; init; }

    /// <summary>Takes all of it on, or nothing: false when the grain has to be called, because something must be asked or the account is not here any more.</summary>
    public bool TryDeliver(Delivery delivery)
    {
        lock (_gate)
        {
            if (_isClosed || _knowledge.IsStale || !TryStage(delivery))
            {
                DropStaged(delivery);
                return false;
            }

            Begin(delivery);
        }

        FinishWhenEmpty(delivery);
        return true;
    }

    public Admission Consider(InboundMessage message)
    {
        lock (_gate)
        {
            return _admission.Consider(message);
        }
    }

    /// <summary>A stanza of the host, for every device but the one that it leaves out; an admission for each.</summary>
    public IReadOnlyList<Admission> Consider(HostNotice notice)
    {
        lock (_gate)
        {
            return [.. HostStanzas.Receivers(notice, _knowledge.Facts).Where(device => _mailboxes.Of(device.Device) is not null).Select(device => new Admission(
                AdmissionKind.Store,
                DeliveryResult.Done,
                [device.Device],
                [(_mailboxes.Of(device.Device)!.Mailbox, HostStanzas.OpenMessage(notice, device, Guid.CreateVersion7().ToString()))]))];
        }
    }

    public bool HasRoom(in Admission admission)
    {
        lock (_gate)
        {
            return _mailboxes.HasRoom(admission);
        }
    }

    /// <summary>The next message of a delivery was decided about; what is to be stored of it waits for <see cref="Submit"/>.</summary>
    public void Stage(Delivery delivery, StanzaDigest? digest, in Admission admission)
    {
        lock (_gate)
        {
            StageLocked(delivery, digest, admission);
        }
    }

    /// <summary>For who is online now.</summary>
    public void Push(in Admission admission)
    {
        lock (_gate)
        {
            PushLocked(admission);
        }
    }

    /// <summary>Sends what was staged on its way to the disk.</summary>
    public void Submit(Delivery delivery)
    {
        delivery.Commit = delivery.Stanzas.Count > 0 ? ServerTraces.Commit(delivery.Stanzas.Count) : null;
        lock (_gate)
        {
            Begin(delivery);
        }

        FinishWhenEmpty(delivery);
    }

    /// <summary>A delivery that will not be submitted.</summary>
    public void Withdraw(Delivery delivery)
    {
        lock (_gate)
        {
            DropStaged(delivery);
        }
    }

    /// <summary>Told by the delivery when its commit is through or has failed; shows whatever may be shown now.</summary>
    public void Settle(Delivery delivery, Exception? failure)
    {
        delivery.Failure = failure ?? (delivery.Stanzas.Exists(static stanza => stanza.IsSuperseded) ? new SupersededException() : null);
        if (failure is not null)
        {
            LogFailed(failure);
            Array.Fill(delivery.Results, new DeliveryResult(StorageException.CodeFor(failure)));
        }

        using (delivery.Commit)
        {
            Show(delivery);
        }

        if (delivery.IsSuperseded)
        {
            Leave("Another activation has the account.");
        }
    }

    /// <summary>Looks at or changes what stands here. What is called returns at once.</summary>
    public TResult With<TResult>(Func<AccountKnowledge, AccountMailboxes, LiveSessions, TResult> work)
    {
        lock (_gate)
        {
            return work(_knowledge, _mailboxes, _sessions);
        }
    }

    /// <inheritdoc cref="With{TResult}"/>
    public void With(Action<AccountKnowledge, AccountMailboxes, LiveSessions> work)
    {
        lock (_gate)
        {
            work(_knowledge, _mailboxes, _sessions);
        }
    }

    /// <summary>Takes nothing on any more; completes when all that was taken on is shown.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            return _order.WaitForIdleAsync();
        }
    }

    private static void FinishWhenEmpty(Delivery delivery)
    {
        if (delivery.Stanzas.Count == 0)
        {
            delivery.Finish();
        }
    }

    /// <summary>Only what needs no answer from elsewhere. What is for who is online goes out when all of the delivery is taken on.</summary>
    private bool TryStage(Delivery delivery)
    {
        List<Admission>? pushes = null;
        for (var index = 0; index < delivery.Messages.Length; index++)
        {
            var message = delivery.Messages[index];
            var admission = _admission.Consider(message);
            delivery.Results[index] = admission.Result;
            switch (admission.Kind)
            {
                case AdmissionKind.Drop:
                    break;
                case AdmissionKind.Push:
                    (pushes ??= []).Add(admission);
                    break;
                case AdmissionKind.Store when !message.StartsSession && _mailboxes.HasRoom(admission):
                    StageLocked(delivery, message.Digest, admission);
                    break;
                default:
                    // To be counted, measured, or noted before the sender is answered: the grain waits for that.
                    return false;
            }
        }

        pushes?.ForEach(admission => PushLocked(admission));
        return true;
    }

    private void StageLocked(Delivery delivery, StanzaDigest? digest, in Admission admission)
    {
        var stanza = new MailboxAppend
        {
            Digest = digest,
            IsRequest = admission.Kind == AdmissionKind.StoreRequest,
            At = _time.GetUtcNow(),
            Devices = admission.Devices,
            Entries = admission.Entries,
        };
        _mailboxes.Begin(stanza);
        delivery.Stanzas.Add(stanza);
    }

    private void PushLocked(in Admission admission)
    {
        for (var index = 0; index < admission.Devices.Length; index++)
        {
            _sessions.Push(admission.Devices[index], [.. admission.Entries[index].Content, .. HostStanzas.MessageEnd]);
        }
    }

    private void Begin(Delivery delivery)
    {
        if (delivery.Stanzas.Count > 0)
        {
            _order.Begin(delivery);
            delivery.Begin(this, _store);
        }
    }

    private void DropStaged(Delivery delivery)
    {
        delivery.Stanzas.ForEach(_mailboxes.Withdraw);
        delivery.Stanzas.Clear();
    }

    private void Show(Delivery delivery)
    {
        using var span = ServerTraces.Deliver(delivery.Commit);
        if (delivery.Failure is not null)
        {
            delivery.Commit.Fail("storage");
        }

        lock (_gate)
        {
            delivery.IsSettled = true;
            delivery.Stanzas.ForEach(_mailboxes.Settle);
            while (_order.TakeSettled() is { } next)
            {
                foreach (var stanza in next.Stanzas)
                {
                    Show(stanza, next.Failure is not null);
                }
            }
        }
    }

    private void Show(MailboxAppend stanza, bool hasFailed)
    {
        for (var index = 0; index < stanza.Entries.Length && !stanza.IsDuplicate; index++)
        {
            if (_mailboxes.Of(stanza, index) is not { } mailbox)
            {
                continue;
            }

            if (hasFailed)
            {
                // A failed write may have arrived all the same, and repeating it will tell no more than that it is there.
                mailbox.Newest = AccountMailbox.Unknown;
                _sessions.Lag(stanza.Devices[index]);
                continue;
            }

            var after = mailbox.Newest;
            mailbox.Newest = stanza.Seqs[index];
            _sessions.Offer(stanza.Devices[index], new MailboxEntry(stanza.Seqs[index], stanza.At, stanza.IsRequest, stanza.Entries[index].Content), after);
        }
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Messages could not be stored.")]
    private partial void LogFailed(Exception exception);
}
