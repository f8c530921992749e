using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>
/// One device's mailbox as the grain knows it. What was confirmed since the last look at the store is not subtracted, so the fill
/// is an upper bound: below the quota it proves that there is room, above it the store is asked.
/// </summary>
internal sealed class AccountMailbox(long id, MailboxFill fill)
{
    private long _entries = fill.Entries;
    private long _bytes = fill.Bytes;

    public long Id { get; } = id;

    public bool MayBeFull(int bytes, MailboxOptions options) => _entries >= options.MaxEntries || _bytes + bytes > options.MaxBytes;

    public void Note(int bytes)
    {
        _entries++;
        _bytes += bytes;
    }

    public void Set(MailboxFill measured)
    {
        _entries = measured.Entries;
        _bytes = measured.Bytes;
    }
}
