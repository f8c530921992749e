namespace Tombolo.Server.Mailboxes;

/// <summary>How much waits in a mailbox, and the highest number among it, 0 when it is empty.</summary>
internal readonly record struct MailboxFill(long Entries, long Bytes, long Newest);
