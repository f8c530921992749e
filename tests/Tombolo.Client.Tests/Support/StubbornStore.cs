using Tombolo.Client.Storage;

namespace Tombolo.Client.Tests.Support;

/// <summary>A store whose next commit can be made to fail, like a full disk.</summary>
internal sealed class StubbornStore : IClientStore
{
    private readonly MemoryStore _inner = new();

    public bool Refuses { get; set; }

    public ValueTask<byte[]?> ReadAsync(string table, string key, CancellationToken cancellationToken) => _inner.ReadAsync(table, key, cancellationToken);

    public ValueTask<IReadOnlyList<KeyValuePair<string, byte[]>>> ListAsync(string table, CancellationToken cancellationToken) => _inner.ListAsync(table, cancellationToken);

    public ValueTask CommitAsync(IReadOnlyList<StoreWrite> writes, CancellationToken cancellationToken) =>
        Refuses ? throw new IOException("The disk is full.") : _inner.CommitAsync(writes, cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
