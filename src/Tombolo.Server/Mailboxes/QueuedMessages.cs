using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Tables;

namespace Tombolo.Server.Mailboxes;

/// <summary>Fills mailboxes as a busy day would, straight in the store and without a host: for measuring how one starts with much that waits.</summary>
public static class QueuedMessages
{
    private const int Mailboxes = 1000;
    private const int EntriesPerCommit = 100;

    /// <summary>Stores so many entries of random bytes, spread over 1,000 mailboxes and the last 20 hours, with the digests by which repetitions are known.</summary>
    /// <param name="storage">Where the host's store is; its mailboxes are empty.</param>
    /// <param name="count">How many entries.</param>
    /// <param name="sizeBytes">How large each is.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StorageException">There is no store, or it cannot be used.</exception>
    public static void Make(StorageOptions storage, int count, int sizeBytes, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(time);
        var begin = time.GetUtcNow().AddHours(-20).ToUnixTimeMilliseconds();
        using var connection = StoreConnection.Open(storage);
        using var transaction = connection.BeginTransaction();
        var tables = StoreCatalog.Read(connection, storage.Engine).ToDictionary(static table => table.Name, StringComparer.Ordinal);
        for (var mailbox = 1; mailbox <= Mailboxes; mailbox++)
        {
            var account = string.Create(CultureInfo.InvariantCulture, $"queue{mailbox}@localhost");
            connection.Execute("INSERT INTO mailbox (id, account, device) VALUES (@mailbox, @account, @device)", new { mailbox, account, device = DeviceAddress.Primary });
        }

        long Moment(int number) => begin + ((long)TimeSpan.FromHours(20).TotalMilliseconds * (number / EntriesPerCommit) / (count / EntriesPerCommit));
        Fill(connection, tables["entry"], count, number => new Dictionary<string, object?>
        {
            ["seq"] = number + 1L,
            ["mailbox"] = (number % Mailboxes) + 1L,
            ["stored_at"] = Moment(number),
            ["request"] = 0L,
            ["content"] = RandomNumberGenerator.GetBytes(sizeBytes),
        });
        Fill(connection, tables[StoredTable.Digests], count, number => new Dictionary<string, object?> { ["digest"] = RandomNumberGenerator.GetBytes(16), ["stored_at"] = Moment(number) });
        StoreCounters.Restore(connection, storage.Engine, new Dictionary<string, long> { ["entry"] = count, ["mailbox"] = Mailboxes, ["identifier"] = 0 });
        transaction.Commit();
    }

    private static void Fill(System.Data.Common.DbConnection connection, StoredTable table, int count, Func<int, Dictionary<string, object?>> make)
    {
        using var writer = TableWriters.Open(connection, table);
        for (var number = 0; number < count; number++)
        {
            var values = make(number);
            writer.Add([.. table.Columns.Select(column => values[column.Name])]);
        }

        writer.Complete();
    }
}
