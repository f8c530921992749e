namespace Tombolo.Server.Mailboxes;

/// <summary>A stored entry: its number in the mailbox, when it was stored, and the stanza up to its <c>entry</c> element.</summary>
internal readonly record struct MailboxEntry(long Seq, DateTimeOffset StoredAt, bool IsRequest, byte[] Content);
