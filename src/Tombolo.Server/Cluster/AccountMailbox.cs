using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>
/// One device's mailbox as the grain knows it. What was confirmed since the last look at the store is not subtracted, and what is
/// on its way to the disk may count twice, so the fill is an upper bound: below the quota it proves that there is room, above it
/// the store is asked.
/// </summary>
internal sealed class AccountMailbox(OpenMailbox mailbox, MailboxFill fill)
{
    /// <summary>No number of an entry: what came before is not known.</summary>
    public const long Unknown = -1;

    private long _entries = fill.Entries;
    private long _bytes = fill.Bytes;
    private long _pendingEntries;
    private long _pendingBytes;

    public OpenMailbox Mailbox { get; } = mailbox;

    /// <summary>
    /// The number of the newest entry that was shown to sessions or was there before them, so that each can tell whether it has missed one;
    /// <see cref="Unknown"/> after a write of which nobody knows whether it arrived.
    /// </summary>
    public long Newest { get; set; } = fill.Newest;

    public bool MayBeFull(int bytes, MailboxOptions options) => _entries >= options.MaxEntries || _bytes + bytes > options.MaxBytes;

    /// <summary>An entry is on its way; the store does not know it yet.</summary>
    public void Begin(int bytes)
    {
        _entries++;
        _bytes += bytes;
        _pendingEntries++;
        _pendingBytes += bytes;
    }

    /// <summary>The entry is stored, or will never be.</summary>
    public void Settle(int bytes)
    {
        _pendingEntries--;
        _pendingBytes -= bytes;
    }

    /// <summary>The entry does not set out after all.</summary>
    public void Withdraw(int bytes)
    {
        Settle(bytes);
        _entries--;
        _bytes -= bytes;
    }

    public void Set(MailboxFill measured)
    {
        _entries = measured.Entries + _pendingEntries;
        _bytes = measured.Bytes + _pendingBytes;
    }
}
