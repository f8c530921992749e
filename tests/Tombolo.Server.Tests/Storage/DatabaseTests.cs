using System.Data.Common;
using Dapper;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Postgres;
using Tombolo.Server.Storage.Sqlite;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Storage;

/// <summary>What every engine must do; the derived classes name the engine.</summary>
public abstract class DatabaseTests(DatabaseEngine engine) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-storage-").FullName;
    private readonly StorageOptions _options = new() { MaxQueuedWrites = 16 };

    private protected IDatabase Database { get; private set; } = null!;

    private protected StorageOptions Options => _options;

    public async ValueTask InitializeAsync()
    {
        TestStore.Use(_options, _folder, engine);
        Database = engine == DatabaseEngine.Postgres ? PostgresDatabase.Create(_options) : SqliteDatabase.Create(_options);
        await Database.WriteAsync(connection => connection.Execute("CREATE TABLE number (value BIGINT NOT NULL UNIQUE)"), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)Database).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Writes_OfManyCallers_AreAllKeptAndSeenByReadersAfterwards()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(value => Task.Run(() => InsertAsync(value))));

        Assert.Equal(500, await CountAsync());
    }

    [Fact]
    public async Task Work_ThatFails_LosesItsOwnChangesAndNobodyElses()
    {
        using var gate = new ManualResetEventSlim();
        var first = Database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None);
        var good = InsertAsync(1);
        var bad = Database.WriteAsync<int>(
            connection =>
            {
                connection.Execute("INSERT INTO number VALUES (2)");
                throw new InvalidOperationException("on purpose");
            },
            CancellationToken.None);
        var alsoGood = InsertAsync(3);
        gate.Set();

        Assert.True(await first);
        await good;
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await alsoGood;
        var kept = await Database.ReadAsync(connection => connection.Query<long>("SELECT value FROM number ORDER BY value").ToArray(), CancellationToken.None);
        Assert.Equal([1L, 3L], kept);
    }

    [Fact]
    public async Task Work_ThatBreaksAConstraint_FailsAlone()
    {
        await InsertAsync(1);

        var again = InsertAsync(1);
        var other = InsertAsync(2);

        await Assert.ThrowsAsync<StorageException>(() => again);
        await other;
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Work_CancelledBeforeItBegan_IsNotRun()
    {
        using var gate = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        var first = Database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None);
        var second = Database.WriteAsync(connection => connection.Execute("INSERT INTO number VALUES (9)"), cancelled.Token);
        await cancelled.CancelAsync();
        gate.Set();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Writes_MoreThanTheQueueHolds_WaitInLineAndAreDone()
    {
        using var gate = new ManualResetEventSlim();
        var first = Database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None);
        var others = Enumerable.Range(0, 100).Select(InsertAsync).ToArray();
        gate.Set();

        await first;
        await Task.WhenAll(others);
        Assert.Equal(100, await CountAsync());
    }

    [Fact]
    public async Task Reader_CannotWrite() =>
        await Assert.ThrowsAnyAsync<StorageException>(() => Database.ReadAsync(connection => connection.Execute("INSERT INTO number VALUES (1)"), CancellationToken.None));

    private protected Task<int> InsertAsync(int value) =>
        Database.WriteAsync(connection => connection.Execute("INSERT INTO number VALUES (@value)", new { value }), CancellationToken.None);

    private protected Task<long> CountAsync() => Database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM number"), CancellationToken.None);
}
