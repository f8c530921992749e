using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tombolo.Server.Cluster;
using Tombolo.Server.Storage;
using Tombolo.TestHost;
using Tombolo.TestNetwork;

namespace Tombolo.Server.Tests.Storage;

/// <summary>One PostgreSQL database, and who may be on it together.</summary>
public sealed class DatabaseClaimTests : IDisposable
{
    private const string Holder = "SELECT coalesce(max(pid), 0) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-claim-").FullName;
    private readonly string _database = PostgresServer.Shared.CreateDatabase();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Host_OnTheDatabaseOfAnother_DoesNotStartUntilThatIsGone()
    {
        await using (await StartAsync("first"))
        {
            Assert.Equal(StorageFault.InUse, (await Assert.ThrowsAsync<StorageException>(() => StartAsync("second"))).Fault);
        }

        await using var second = await StartAsync("second");
    }

    [Fact]
    public async Task Host_OnTheDatabaseOfACluster_DoesNotStart()
    {
        await using var cluster = await ClusterHost.StartAsync(2);

        Assert.Equal(StorageFault.InUse, (await Assert.ThrowsAsync<StorageException>(() => StartAsync("alone", cluster.ConnectionString))).Fault);
    }

    [Fact]
    public async Task Claim_WhoseConnectionIsLost_IsTakenAgain()
    {
        await using var host = await StartAsync("first");
        await using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        var holder = (int)await AskAsync(connection, Holder);
        Assert.NotEqual(0, holder);

        Assert.True((bool)await AskAsync(connection, $"SELECT pg_terminate_backend({holder})"));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((int)await AskAsync(connection, Holder) is var now && (now == 0 || now == holder))
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<object> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private Task<ServerHost> StartAsync(string name, string? database = null) => ServerHost.StartAsync(new ServerHostOptions
    {
        DataFolder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName,
        Configure = options =>
        {
            options.Storage.Engine = DatabaseEngine.Postgres;
            options.Storage.ConnectionString = database ?? _database;
        },
    });
}
