using Microsoft.Data.Sqlite;
using Tombolo.Faults.Tests.Processes;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests;

/// <summary>Somebody else holds the store, or it may only be read for a while.</summary>
public sealed class StoreLockedTests(ITestOutputHelper output)
{
    [Fact]
    public async Task OnSqlite_LockedByAnotherProcess_RefusesLosesNothingAndGoesOn()
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        using var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "host.db")};Pooling=false");
        other.Open();

        (await Outage.RunAsync(output, server, () => Execute(other, "BEGIN EXCLUSIVE"), () => Execute(other, "ROLLBACK"))).AssertSound();
    }

    [Fact]
    public async Task OnPostgres_ReadOnly_RefusesLosesNothingAndGoesOn()
    {
        using var folder = new DataFolder();
        using var postgres = new PostgresServer(flushes: true);
        var database = postgres.CreateDatabase();
        await using var server = await ServerProcess.StartAsync(folder.Path, "postgres=" + database);

        (await Outage.RunAsync(output, server, () => MakeReadOnly("on"), () => MakeReadOnly("off"))).AssertSound();

        void MakeReadOnly(string value)
        {
            PostgresServer.Execute(database, $"ALTER SYSTEM SET default_transaction_read_only = {value}");
            PostgresServer.Execute(database, "SELECT pg_reload_conf()");
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
