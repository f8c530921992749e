using Microsoft.JSInterop;
using Tombolo.Client.Storage;

namespace Tombolo.App.Storage;

/// <summary>
/// The device's store in the browser: IndexedDB, one database per profile, values sealed under a key the browser keeps to itself.
/// A commit is one transaction with durability <c>strict</c>: when it returns, the disk has it.
/// </summary>
internal sealed class IndexedDbClientStore : IClientStore
{
    private readonly IJSObjectReference _store;

    private IndexedDbClientStore(IJSObjectReference store) => _store = store;

    public static async Task<IndexedDbClientStore> OpenAsync(IJSRuntime script, string profile, CancellationToken cancellationToken)
    {
        await using var module = await script.InvokeAsync<IJSObjectReference>("import", cancellationToken, Modules.Store);
        return new IndexedDbClientStore(await module.InvokeAsync<IJSObjectReference>("open", cancellationToken, $"tombolo-{profile}"));
    }

    public async ValueTask<byte[]?> ReadAsync(string table, string key, CancellationToken cancellationToken) =>
        await _store.InvokeAsync<byte[]?>("read", cancellationToken, table, key);

    public async ValueTask<IReadOnlyList<KeyValuePair<string, byte[]>>> ListAsync(string table, CancellationToken cancellationToken) =>
        WritePacking.UnpackList(await _store.InvokeAsync<byte[]>("list", cancellationToken, table));

    public async ValueTask CommitAsync(IReadOnlyList<StoreWrite> writes, CancellationToken cancellationToken)
    {
        // Once handed over a commit is not called back: the caller would not know whether it happened.
        cancellationToken.ThrowIfCancellationRequested();
        await _store.InvokeVoidAsync("commit", CancellationToken.None, WritePacking.Pack(writes));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.InvokeVoidAsync("settle");
        await _store.InvokeVoidAsync("close");
        await _store.DisposeAsync();
    }
}
