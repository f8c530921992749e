namespace Tombolo.Server.Mailboxes;

/// <summary>A stored entry: its number in the mailbox, when it was stored, and the stanza up to its <c>entry</c> element.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct MailboxEntry(
    [property: Id(0)] long Seq, [property: Id(1)] DateTimeOffset StoredAt, [property: Id(2)] bool IsRequest, [property: Id(3)] byte[] Content);
