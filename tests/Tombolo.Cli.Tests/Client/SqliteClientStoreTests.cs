using Tombolo.Cli.Client.Store;
using Tombolo.Client.Storage;

namespace Tombolo.Cli.Tests.Client;

public sealed class SqliteClientStoreTests
{
    [Fact]
    public async Task Commit_ClosedAndOpenedAgain_IsThere()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "state.db");
        await using (var store = await SqliteClientStore.OpenAsync(file, CancellationToken.None))
        {
            await store.CommitAsync([new StoreWrite("t", "2", [2]), new StoreWrite("t", "1", [1]), new StoreWrite("u", "1", [9])], CancellationToken.None);
            await store.CommitAsync([new StoreWrite("t", "2", null), new StoreWrite("t", "B", [3]), new StoreWrite("t", "a", [4])], CancellationToken.None);
        }

        await using var again = await SqliteClientStore.OpenAsync(file, CancellationToken.None);

        var rows = await again.ListAsync("t", CancellationToken.None);
        Assert.Equal(["1", "B", "a"], rows.Select(row => row.Key));
        Assert.Equal([9], await again.ReadAsync("u", "1", CancellationToken.None));
        Assert.Null(await again.ReadAsync("t", "2", CancellationToken.None));
    }

    [Fact]
    public async Task Commit_OneWriteImpossible_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        await using var store = await SqliteClientStore.OpenAsync(Path.Combine(folder.Path, "state.db"), CancellationToken.None);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
            await store.CommitAsync([new StoreWrite("t", "1", [1]), new StoreWrite(null!, "2", [2])], CancellationToken.None));

        Assert.Empty(await store.ListAsync("t", CancellationToken.None));
    }
}
