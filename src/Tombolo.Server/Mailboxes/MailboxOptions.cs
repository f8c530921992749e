using System.ComponentModel.DataAnnotations;

namespace Tombolo.Server.Mailboxes;

/// <summary>How long and how much the host keeps for a device that does not come.</summary>
public sealed class MailboxOptions
{
    /// <summary>Age at which an entry that nobody fetched is deleted. Default 30 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Entries one device's mailbox holds; the next sender is told <c>policy_quota</c>. 10 to 10,000,000, default 20,000.</summary>
    [Range(10, 10_000_000)]
    public int MaxEntries { get; set; } = 20_000;

    /// <summary>Bytes one device's mailbox holds. 1 MiB to 16 GiB, default 128 MiB.</summary>
    [Range(1L << 20, 1L << 34)]
    public long MaxBytes { get; set; } = 128L << 20;
}
