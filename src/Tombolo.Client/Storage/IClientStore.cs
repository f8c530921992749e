namespace Tombolo.Client.Storage;

/// <summary>
/// What a device remembers: a small transactional key-value store. Keys of sessions, messages and duplicate markers go into it
/// together, so <see cref="CommitAsync"/> must be all or nothing and must have reached the disk when it completes.
/// Values are secrets: an implementation encrypts them or keeps them where only this person can read.
/// One <see cref="Messenger"/> uses a store at a time; calls may overlap.
/// </summary>
public interface IClientStore : IAsyncDisposable
{
    /// <summary>The value of a key, in an array of the caller's own; null when there is none.</summary>
    ValueTask<byte[]?> ReadAsync(string table, string key, CancellationToken cancellationToken);

    /// <summary>Everything in a table, by ordinal order of the keys; empty for a table never written to.</summary>
    ValueTask<IReadOnlyList<KeyValuePair<string, byte[]>>> ListAsync(string table, CancellationToken cancellationToken);

    /// <summary>Applies all writes in order, or none of them.</summary>
    ValueTask CommitAsync(IReadOnlyList<StoreWrite> writes, CancellationToken cancellationToken);
}
