using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>Appends of one call on their way to the disk; shown to sessions only behind everything that was appended before.</summary>
internal sealed class Publication
{
    public List<(int[] Devices, MailboxAppend Append)> Stanzas { get; } = [];

    public bool IsSettled { get; set; }
}
