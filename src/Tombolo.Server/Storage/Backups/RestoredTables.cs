using System.Data.Common;
using Tombolo.Server.Storage.Tables;

namespace Tombolo.Server.Storage.Backups;

/// <summary>Puts the tables of a backup into a database that has the same tables, all empty, inside the caller's transaction.</summary>
internal static class RestoredTables
{
    private const int ReportEvery = 1000;

    /// <exception cref="BackupException">The tables of the backup are not those of the database.</exception>
    public static void Fill(
        DbConnection connection, DatabaseEngine engine, string folder, BackupManifest manifest, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (var table in Matching(connection, engine, manifest))
        {
            using var writer = TableWriters.Open(connection, new StoredTable(table.Name, table.Columns));
            var done = 0L;
            foreach (var row in RowFile.Read(folder, table))
            {
                writer.Add(row);
                if (++done % ReportEvery == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(new BackupProgress(table.Name, done, table.Rows));
                }
            }

            writer.Complete();
        }

        StoreCounters.Restore(connection, engine, manifest.Counters);
    }

    /// <summary>In the order of the database, whose references count; names come from it, so that a manifest cannot smuggle in SQL.</summary>
    private static List<BackupTable> Matching(DbConnection connection, DatabaseEngine engine, BackupManifest manifest)
    {
        var backed = manifest.Tables.ToDictionary(static table => table.Name, StringComparer.Ordinal);
        var known = StoreCatalog.Read(connection, engine);
        foreach (var table in known)
        {
            if (!backed.TryGetValue(table.Name, out var own) || !own.Columns.ToHashSet().SetEquals(table.Columns) || own.Columns.Count != table.Columns.Count)
            {
                throw new BackupException($"The backup and this version do not agree on the table {table.Name}.");
            }
        }

        return known.Count == backed.Count
            ? [.. known.Select(table => backed[table.Name])]
            : throw new BackupException("The backup has tables this version does not know.");
    }
}
