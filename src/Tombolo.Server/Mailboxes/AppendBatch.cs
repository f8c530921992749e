namespace Tombolo.Server.Mailboxes;

/// <summary>Stanzas that somebody stores together, and who is told what became of them.</summary>
internal abstract class AppendBatch
{
    public List<MailboxAppend> Stanzas { get; } = [];

    /// <summary>
    /// They are committed, or not, and then why. Called once, by the work item that tells everybody of a commit: returns soon and never throws.
    /// </summary>
    public abstract void Complete(Exception? failure);
}
