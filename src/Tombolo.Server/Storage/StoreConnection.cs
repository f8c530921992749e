using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tombolo.Server.Storage.Postgres;
using Tombolo.Server.Storage.Sqlite;

namespace Tombolo.Server.Storage;

/// <summary>
/// A connection of its own to the store of a host, for an operator's work beside a running host or without one. It finds the tables as this version
/// knows them or is refused; who writes keeps transactions short, because a host on SQLite waits for them.
/// </summary>
internal static class StoreConnection
{
    /// <exception cref="StorageException">There is no store, it is of another version, or its server cannot be used.</exception>
    public static DbConnection Open(StorageOptions options) =>
        options.Engine == DatabaseEngine.Postgres ? OpenPostgres(options.ConnectionString!) : OpenSqlite(SqliteDatabase.FileIn(options));

    private static SqliteConnection OpenSqlite(string file)
    {
        if (!File.Exists(file))
        {
            throw new StorageException(StorageFault.Absent, $"There is no host's store in {Path.GetDirectoryName(file)}.");
        }

        SqliteMigrations.Check(file);
        return SqliteDatabase.Open(file, SqliteOpenMode.ReadWrite);
    }

    private static NpgsqlConnection OpenPostgres(string connectionString)
    {
        PostgresMigrations.Check(connectionString);
        var connection = new NpgsqlConnection(PostgresConnections.Alone(connectionString));
        connection.Open();
        return connection;
    }
}
