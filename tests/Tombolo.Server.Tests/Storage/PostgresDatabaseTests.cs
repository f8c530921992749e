using Dapper;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Postgres;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Storage;

public sealed class PostgresDatabaseTests() : DatabaseTests(DatabaseEngine.Postgres)
{
    [Fact]
    public async Task Nodes_ThatCountTogether_LoseNothing()
    {
        await using var other = new PostgresDatabase(Options.ConnectionString!, Options);
        await InsertAsync(0);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(turn => Task.Run(() => IncrementAsync(turn % 2 == 0 ? Database : other))));

        Assert.Equal(200, await Database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT value FROM number"), CancellationToken.None));
    }

    [Fact]
    public async Task Nodes_ThatStartTogether_MigrateOnce()
    {
        var options = new StorageOptions { Engine = DatabaseEngine.Postgres, ConnectionString = PostgresServer.Shared.CreateDatabase() };

        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PostgresDatabase.Create(options))));

        foreach (var node in nodes)
        {
            Assert.Equal(0, await node.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM account"), CancellationToken.None));
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Commit_WaitsForTheDiskWhateverTheServerSays() => Assert.Equal(
        "on", await Database.WriteAsync(connection => connection.ExecuteScalar<string>("SHOW synchronous_commit"), CancellationToken.None));

    [Fact]
    public async Task Statements_AreNeverCompiled()
    {
        Assert.Equal("off", await Database.WriteAsync(connection => connection.ExecuteScalar<string>("SHOW jit"), CancellationToken.None));
        Assert.Equal("off", await Database.ReadAsync(connection => connection.ExecuteScalar<string>("SHOW jit"), CancellationToken.None));
    }

    [Fact]
    public async Task Server_ThatWasKilled_FailsTheWriteAsTransientAndIsTakenUpAgain()
    {
        using var server = new PostgresServer(flushes: false);
        var options = new StorageOptions { Engine = DatabaseEngine.Postgres, ConnectionString = server.CreateDatabase() };
        await using var database = PostgresDatabase.Create(options);
        await database.WriteAsync(connection => connection.Execute("CREATE TABLE number (value BIGINT)"), CancellationToken.None);

        server.Kill();
        var failure = await Assert.ThrowsAsync<StorageException>(() => AddAsync(database));
        server.Start();
        await AddAsync(database);

        Assert.True(failure.IsTransient);
        Assert.Equal(1, await database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM number"), CancellationToken.None));
    }

    [Fact]
    public async Task Migrations_OfANewerVersion_AreRefused()
    {
        await Database.WriteAsync(
            connection => connection.Execute("INSERT INTO schemaversions (scriptname, applied) VALUES ('Tombolo.Server.Storage.Migrations.Postgres.9999_future.sql', now())"),
            CancellationToken.None);

        Assert.Throws<StorageException>(() => PostgresDatabase.Create(Options));
    }

    // Reads and writes in two steps on purpose: what two nodes would spoil if the store let them.
    private static Task<int> IncrementAsync(IDatabase database) => database.WriteAsync(
        connection => connection.Execute("UPDATE number SET value = @next", new { next = connection.ExecuteScalar<long>("SELECT value FROM number") + 1 }),
        CancellationToken.None);

    private static Task<int> AddAsync(PostgresDatabase database) =>
        database.WriteAsync(connection => connection.Execute("INSERT INTO number VALUES (1)"), CancellationToken.None);
}
