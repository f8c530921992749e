namespace Tombolo.Server.Mailboxes;

/// <summary>
/// One stanza to be stored, for one or more mailboxes of an account: all of it or nothing. The store fills in the outcome.
/// </summary>
internal sealed class MailboxAppend
{
    /// <summary>Null for stanzas of the host itself, which are never repeated by a client.</summary>
    public StanzaDigest? Digest { get; init; }

    public required bool IsRequest { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Mailbox and content, in the order of the devices.</summary>
    public required (OpenMailbox Mailbox, byte[] Content)[] Entries { get; init; }

    /// <summary>The device of each of <see cref="Entries"/>, for whoever shows them; nothing to the store.</summary>
    public int[] Devices { get; init; } = [];

    /// <summary>Numbers given, one for each of <see cref="Entries"/>; meaningful after commit, unless it was a duplicate.</summary>
    public long[] Seqs { get; set; } = [];

    /// <summary>The same stanza was stored before; nothing was stored now.</summary>
    public bool IsDuplicate { get; set; }

    /// <summary>Somebody opened one of the mailboxes anew since; nothing was stored, and whoever appends has to ask the new one.</summary>
    public bool IsSuperseded { get; set; }
}
