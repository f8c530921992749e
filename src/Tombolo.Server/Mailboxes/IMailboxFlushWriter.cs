using System.Data.Common;

namespace Tombolo.Server.Mailboxes;

/// <summary>What differs between the engines: opening, numbering, finding duplicates, inserting, deleting by age. Called inside a write of the store.</summary>
internal interface IMailboxFlushWriter : IDisposable
{
    /// <summary>Opens the mailbox of a device, made when absent.</summary>
    OpenMailbox Open(DbConnection connection, string account, int device);

    /// <summary>Writes all of it and fills in the outcomes. May be called again with the same flush when the transaction is.</summary>
    void Run(DbConnection connection, MailboxFlush flush);

    /// <summary>Deletes some entries and digests stored before these times (milliseconds since 1970). Returns how many.</summary>
    int RemoveStoredBefore(DbConnection connection, long entries, long digests);
}
