using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>Appends of one call on their way to the disk; shown to sessions only behind everything that was appended before.</summary>
internal sealed class Publication
{
    public List<(int[] Devices, MailboxAppend Append)> Stanzas { get; } = [];

    public bool IsSettled { get; set; }

    /// <summary>Nothing of it was stored, so nothing is shown.</summary>
    public bool HasFailed { get; set; }
}
