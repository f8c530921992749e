using System.Net.Sockets;
using DbUp;
using Npgsql;

namespace Tombolo.Server.Storage.Postgres;

/// <summary>Brings the database to the newest schema. Nodes that start together take turns.</summary>
internal static class PostgresMigrations
{
    // Any number, the same for every version of the host: "tombolo" in letters.
    private const long TurnLock = 0x746F6D626F6C6F;

    /// <exception cref="StorageException">A script failed, the database was written by a newer version, or the server cannot be used.</exception>
    public static void Run(string connectionString, IReadOnlyList<string>? only = null) => Reach(connectionString, turn =>
    {
        // The session holds the turn until its connection is closed, also when the process dies; a pool would keep it open.
        using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({TurnLock})", turn) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
        RefuseOtherEncodings(turn);
        try
        {
            SchemaUpgrade.Run(DeployChanges.To.PostgresqlDatabase(turn.ConnectionString), DatabaseEngine.Postgres, only);
        }
        catch (StorageException failed) when (failed.InnerException is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused)
        {
            throw new StorageException(StorageFault.Refused, $"PostgreSQL does not let this host make its tables: {refused.MessageText}.", failed);
        }
    });

    /// <exception cref="StorageException">The database is not of this version, or the server cannot be used.</exception>
    public static void Check(string connectionString) => Reach(
        connectionString, static turn => SchemaUpgrade.Check(DeployChanges.To.PostgresqlDatabase(turn.ConnectionString), DatabaseEngine.Postgres));

    /// <summary>Names of people may have any letters.</summary>
    private static void RefuseOtherEncodings(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SHOW server_encoding", connection);
        if (command.ExecuteScalar() is string encoding and not "UTF8")
        {
            throw new StorageException(StorageFault.Refused, $"The database is encoded in {encoding}, and Tombolo needs UTF8.");
        }
    }

    /// <summary>Runs work on a connection of its own; when the server does not answer or refuses, says so in words for an operator.</summary>
    public static void Reach(string connectionString, Action<NpgsqlConnection> work)
    {
        try
        {
            using var connection = new NpgsqlConnection(PostgresConnections.Alone(connectionString) + ";Persist Security Info=true");
            connection.Open();
            work(connection);
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException)
        {
            throw PostgresFailure.AtStart(exception);
        }
    }
}
