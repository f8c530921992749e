using Dapper;
using Microsoft.Data.Sqlite;
using Tombolo.Server.Storage.Sqlite;

namespace Tombolo.Server.Storage.Backups;

/// <summary>Makes a database file from a backup; it is put into its place together with the other files.</summary>
internal static class SqliteRestore
{
    public static void Make(string file, string folder, BackupManifest manifest, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        SqliteMigrations.Run(file, manifest.Migrations);
        using var connection = SqliteDatabase.Open(file, SqliteOpenMode.ReadWrite);
        using (var transaction = connection.BeginTransaction())
        {
            RestoredTables.Fill(connection, DatabaseEngine.Sqlite, folder, manifest, progress, cancellationToken);
            transaction.Commit();
        }

        // Leaves one file that is whole without a log beside it.
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;");
    }
}
