using Microsoft.Data.Sqlite;
using Tombolo.Faults.Tests.Processes;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests;

/// <summary>Somebody else holds the store, or it may only be read for a while.</summary>
public sealed class StoreLockedTests(ITestOutputHelper output)
{
    private const string NeedsImmutable = "Forbidding writes to an open file needs root and a file system that knows the attribute.";

    [Fact]
    public async Task OnSqlite_LockedByAnotherProcess_RefusesLosesNothingAndGoesOn()
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        using var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "host.db")};Pooling=false");
        other.Open();

        (await Outage.RunAsync(output, server, () => Execute(other, "BEGIN EXCLUSIVE"), () => Execute(other, "ROLLBACK"))).AssertSound();
    }

    /// <summary>The files the host holds open take no more bytes: what a disk does that turned read-only.</summary>
    [Fact]
    public async Task OnSqlite_ReadOnly_RefusesLosesNothingAndGoesOn()
    {
        Assert.SkipUnless(Immutable.IsPossible, NeedsImmutable);
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        using var files = new Immutable(Path.Combine(folder.Path, "host.db"), Path.Combine(folder.Path, "host.db-wal"));

        (await Outage.RunAsync(output, server, files.Forbid, files.Allow)).AssertSound();
    }

    [Fact]
    public async Task OnSqlite_ReadOnlyStoreThatAcknowledgesBeforeCommit_IsFoundOut()
    {
        Assert.SkipUnless(Immutable.IsPossible, NeedsImmutable);
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path, "early");
        using var files = new Immutable(Path.Combine(folder.Path, "host.db"), Path.Combine(folder.Path, "host.db-wal"));

        var count = await Outage.RunLyingAsync(output, server, files.Forbid, files.Allow);

        Assert.True(count.Lost.Length > 0, "A store that acknowledges before it commits went unnoticed: this test proves nothing.");
    }

    [Fact]
    public async Task OnPostgres_ReadOnly_RefusesLosesNothingAndGoesOn()
    {
        using var folder = new DataFolder();
        using var postgres = new PostgresServer(flushes: true);
        await using var server = await ServerProcess.StartAsync(folder.Path, "postgres=" + postgres.CreateDatabase());

        (await Outage.RunAsync(output, server, () => MakeReadOnly("on"), () => MakeReadOnly("off"))).AssertSound();

        void MakeReadOnly(string value) => postgres.Set("default_transaction_read_only", value);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
