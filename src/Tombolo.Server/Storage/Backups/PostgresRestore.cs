using System.Data.Common;
using Dapper;
using Npgsql;
using Tombolo.Server.Storage.Postgres;
using Tombolo.Server.Storage.Tables;

namespace Tombolo.Server.Storage.Backups;

/// <summary>Fills a PostgreSQL database from a backup in one transaction.</summary>
internal static class PostgresRestore
{
    /// <exception cref="BackupException">The database is in use, or holds what must not be replaced.</exception>
    /// <exception cref="StorageException">The server cannot be used.</exception>
    public static void Fill(
        string connectionString, string folder, BackupManifest manifest, ExistingData existing, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        PostgresMigrations.Reach(connectionString, connection => RefuseUnsuitable(connection, manifest, existing));
        PostgresMigrations.Run(connectionString, manifest.Migrations);
        using var connection = new NpgsqlConnection(PostgresConnections.Alone(connectionString));
        connection.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute($"TRUNCATE {string.Join(", ", StoreCatalog.Read(connection, DatabaseEngine.Postgres).Select(static table => table.Name))}");
        RestoredTables.Fill(connection, DatabaseEngine.Postgres, folder, manifest, progress, cancellationToken);
        transaction.Commit();
    }

    private static void RefuseUnsuitable(NpgsqlConnection connection, BackupManifest manifest, ExistingData existing)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'tombolo' AND pid <> pg_backend_pid()") > 0)
        {
            throw new BackupException("A Tombolo is connected to this database. Stop every node first.");
        }

        if (!connection.ExecuteScalar<bool>("SELECT to_regclass('schemaversions') IS NOT NULL"))
        {
            return;
        }

        if (!SchemaUpgrade.Applied(connection, DatabaseEngine.Postgres).ToHashSet(StringComparer.Ordinal).SetEquals(manifest.Migrations))
        {
            throw new BackupException("The tables of this database are of another version than the backup. Give it an empty database.");
        }

        if (existing == ExistingData.Refuse && StoreCatalog.Read(connection, DatabaseEngine.Postgres).Any(table => HasRows(connection, table)))
        {
            throw new BackupException("There is data in this database already; --replace deletes it.");
        }
    }

    private static bool HasRows(DbConnection connection, StoredTable table) => connection.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM {table.Name})");
}
