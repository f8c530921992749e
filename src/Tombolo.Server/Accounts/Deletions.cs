using System.Data.Common;
using Dapper;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Accounts;

/// <summary>Removes an account with everything it has; what others keep about it (a block, an accepted chat) is theirs and stays.</summary>
internal sealed class Deletions(IDatabase database, IAccountSignals signals)
{
    /// <summary>Inside the caller's transaction. Devices, keys, tokens, settings and the account's own relations go with the row, its mailboxes beside it.</summary>
    public static void Delete(DbConnection connection, AccountAddress account)
    {
        connection.Execute("DELETE FROM account WHERE address = @account", new { account = account.ToString() });
        IdentifierRows.DeleteUnused(connection);
        MailboxRows.RemoveAll(connection, account);
    }

    /// <summary>Call after the commit: ends the session, forgets the facts.</summary>
    public async Task AnnounceAsync(AccountAddress account, CancellationToken cancellationToken)
    {
        await signals.DeviceRemovedAsync(new DeviceAddress(account, DeviceAddress.Primary), cancellationToken);
        await signals.FactsChangedAsync(account, cancellationToken);
    }

    /// <summary>Deletes a host user's account at their own request.</summary>
    public async Task DeleteAsync(AccountAddress account, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            connection =>
            {
                Delete(connection, account);
                return true;
            },
            cancellationToken);
        await AnnounceAsync(account, cancellationToken);
    }
}
