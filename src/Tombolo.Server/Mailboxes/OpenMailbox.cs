namespace Tombolo.Server.Mailboxes;

/// <summary>
/// A mailbox and the right to append to it: opening it again raises the term and takes the right from whoever opened it before, on this
/// node or another. That is how the store judges between two activations of one account.
/// </summary>
/// <param name="Id">The number of the mailbox, the same for the life of the device.</param>
/// <param name="Term">Counts the openings; always 0 in SQLite, where there is one process.</param>
internal readonly record struct OpenMailbox(long Id, long Term);
