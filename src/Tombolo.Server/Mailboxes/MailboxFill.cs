namespace Tombolo.Server.Mailboxes;

/// <summary>How much waits in a mailbox.</summary>
internal readonly record struct MailboxFill(long Entries, long Bytes);
