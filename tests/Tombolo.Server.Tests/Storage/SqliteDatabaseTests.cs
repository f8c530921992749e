using Dapper;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Sqlite;

namespace Tombolo.Server.Tests.Storage;

public sealed class SqliteDatabaseTests() : DatabaseTests(DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task Disk_ThatIsFull_FailsTheWriteAsTransientAndTheStoreGoesOn()
    {
        await Database.WriteAsync(connection => connection.Execute("CREATE TABLE blob (content BLOB); PRAGMA max_page_count = 100"), CancellationToken.None);

        var failure = await Assert.ThrowsAsync<StorageException>(() => Database.WriteAsync(
            connection => connection.Execute("INSERT INTO blob VALUES (zeroblob(1000000))"), CancellationToken.None));

        Assert.True(failure.IsTransient);
        await InsertAsync(1);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task File_ThatMayOnlyBeRead_FailsTheWriteAsTransientAndTheStoreGoesOn()
    {
        // The connection stays the writer's; it rests while nobody writes.
        var writer = await Database.WriteAsync(connection => connection, CancellationToken.None);
        await writer.ExecuteAsync("PRAGMA query_only = ON");

        var failure = await Assert.ThrowsAsync<StorageException>(() => InsertAsync(1));

        Assert.True(failure.IsTransient);
        await writer.ExecuteAsync("PRAGMA query_only = OFF");
        await InsertAsync(1);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Migrations_OfANewerVersion_AreRefused()
    {
        await Database.WriteAsync(
            connection => connection.Execute("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('Tombolo.Server.Storage.Migrations.Sqlite.9999_future.sql', '2100-01-01')"),
            CancellationToken.None);

        Assert.Throws<StorageException>(() => SqliteDatabase.Create(Options));
    }
}
