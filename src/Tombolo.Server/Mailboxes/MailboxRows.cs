using System.Data.Common;
using Dapper;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Mailboxes;

/// <summary>
/// Deletes mailboxes inside the transaction that deletes whom they belong to. Behind it, opening the same device's mailbox gives a new number: what
/// is stored for a new device is never deleted with what waited for the old one.
/// </summary>
internal static class MailboxRows
{
    /// <summary>Those of the account's own devices. The one of its standard clients stays: their password does too.</summary>
    public static void RemoveDevices(DbConnection connection, AccountAddress account) => RemoveEntries(
        connection,
        connection.Query<long>("DELETE FROM mailbox WHERE account = @account AND device <> @standard RETURNING id", new { account = account.ToString(), standard = DeviceAddress.StandardClients }));

    /// <summary>All of the account's.</summary>
    public static void RemoveAll(DbConnection connection, AccountAddress account) =>
        RemoveEntries(connection, connection.Query<long>("DELETE FROM mailbox WHERE account = @account RETURNING id", new { account = account.ToString() }));

    // The mailbox first: its row waits for an append that is under way on another node, whose entry is then seen here.
    private static void RemoveEntries(DbConnection connection, IEnumerable<long> mailboxes)
    {
        foreach (var mailbox in mailboxes)
        {
            connection.Execute("DELETE FROM entry WHERE mailbox = @mailbox", new { mailbox });
        }
    }
}
