using System.Data.Common;
using Dapper;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Sqlite;

namespace Tombolo.Server.Tests.Storage;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-storage-").FullName;
    private SqliteDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = new SqliteDatabase(Path.Combine(_folder, "test.db"), new StorageOptions { MaxQueuedWrites = 16 });
        await _database.WriteAsync(connection => connection.Execute("CREATE TABLE number (value INTEGER NOT NULL UNIQUE)"), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
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
        var first = _database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None);
        var good = InsertAsync(1);
        var bad = _database.WriteAsync<int>(
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
        var kept = await _database.ReadAsync(connection => connection.Query<long>("SELECT value FROM number ORDER BY value").ToArray(), CancellationToken.None);
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
        var first = _database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None);
        var second = _database.WriteAsync(connection => connection.Execute("INSERT INTO number VALUES (9)"), cancelled.Token);
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
        var first = _database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None);
        var others = Enumerable.Range(0, 100).Select(InsertAsync).ToArray();
        gate.Set();

        await first;
        await Task.WhenAll(others);
        Assert.Equal(100, await CountAsync());
    }

    [Fact]
    public async Task Reader_CannotWrite() =>
        await Assert.ThrowsAnyAsync<DbException>(() => _database.ReadAsync(connection => connection.Execute("INSERT INTO number VALUES (1)"), CancellationToken.None));

    [Fact]
    public async Task Disk_ThatIsFull_FailsTheWriteAsTransientAndTheStoreGoesOn()
    {
        await _database.WriteAsync(connection => connection.Execute("CREATE TABLE blob (content BLOB); PRAGMA max_page_count = 30"), CancellationToken.None);

        var failure = await Assert.ThrowsAsync<StorageException>(() => _database.WriteAsync(
            connection => connection.Execute("INSERT INTO blob VALUES (zeroblob(1000000))"), CancellationToken.None));

        Assert.True(failure.IsTransient);
        await InsertAsync(1);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Migrations_OfANewerVersion_AreRefused()
    {
        var file = Path.Combine(_folder, "newer.db");
        SqliteMigrations.Run(file);
        await using (var newer = new SqliteDatabase(file, new StorageOptions()))
        {
            await newer.WriteAsync(
                connection => connection.Execute("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('Tombolo.Server.Storage.Migrations.Sqlite.9999_future.sql', '2100-01-01')"),
                CancellationToken.None);
        }

        Assert.Throws<StorageException>(() => SqliteMigrations.Run(file));
    }

    private Task<int> InsertAsync(int value) =>
        _database.WriteAsync(connection => connection.Execute("INSERT INTO number VALUES (@value)", new { value }), CancellationToken.None);

    private Task<long> CountAsync() => _database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM number"), CancellationToken.None);
}
