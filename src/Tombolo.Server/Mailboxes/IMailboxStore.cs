using Tombolo.Server.Accounts;

namespace Tombolo.Server.Mailboxes;

/// <summary>Durable store-and-forward per device. Every task completes after commit.</summary>
internal interface IMailboxStore
{
    /// <summary>Opens the device's mailbox, made when absent. Whoever had opened it before cannot append any more.</summary>
    Task<OpenMailbox> OpenAsync(DeviceAddress device, CancellationToken cancellationToken);

    /// <summary>
    /// Stores in order; several calls share a commit. A stanza whose digest was stored in the last 24 hours is marked a duplicate,
    /// one for a mailbox that was opened anew is marked superseded; neither is stored.
    /// </summary>
    Task AppendAsync(IReadOnlyList<MailboxAppend> stanzas);

    /// <summary>The same for a batch that is told itself, never before this returns.</summary>
    void Append(AppendBatch batch);

    /// <summary>The next entries above <paramref name="after"/> in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<MailboxEntry>> ReadAsync(long mailbox, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes entries up to and including <paramref name="upto"/> with one of the next commits.</summary>
    void Confirm(long mailbox, long upto);

    /// <summary>Completes when everything that was confirmed before is deleted.</summary>
    Task ConfirmedAsync() => AppendAsync([]);

    Task<MailboxFill> MeasureAsync(long mailbox, CancellationToken cancellationToken);

    /// <summary>Deletes some of what was stored before the time given. Returns how many; 0 means none is left.</summary>
    Task<int> RemoveStoredBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}
