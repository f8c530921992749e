namespace Tombolo.Client.Storage;

/// <summary>A store that forgets with the process: for tests and short-lived robots. Safe from several threads.</summary>
public sealed class MemoryStore : IClientStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, byte[]>> _tables = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadAsync(string table, string key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var value = _tables.TryGetValue(table, out var rows) && rows.TryGetValue(key, out var found) ? found : null;
            return ValueTask.FromResult(value?.ToArray());
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KeyValuePair<string, byte[]>>> ListAsync(string table, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            IReadOnlyList<KeyValuePair<string, byte[]>> rows = _tables.TryGetValue(table, out var found)
                ? [.. found.Select(row => KeyValuePair.Create(row.Key, row.Value.ToArray()))]
                : [];
            return ValueTask.FromResult(rows);
        }
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(IReadOnlyList<StoreWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        lock (_gate)
        {
            foreach (var (table, key, value) in writes)
            {
                if (!_tables.TryGetValue(table, out var rows))
                {
                    _tables[table] = rows = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
                }

                if (value is null)
                {
                    rows.Remove(key);
                }
                else
                {
                    rows[key] = value.ToArray();
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing to release; what was stored can still be read, as after a restart.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
