using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tombolo.Client.Storage;

/// <summary>Records in and out of a store.</summary>
internal static class StoredRecords
{
    extension(IClientStore store)
    {
        public async ValueTask<TRecord?> FindAsync<TRecord>(string table, string key, JsonTypeInfo<TRecord> type, CancellationToken cancellationToken)
            where TRecord : class
        {
            var bytes = await store.ReadAsync(table, key, cancellationToken);
            return bytes is null ? null : JsonSerializer.Deserialize(bytes, type);
        }

        public async ValueTask<List<TRecord>> AllAsync<TRecord>(string table, JsonTypeInfo<TRecord> type, CancellationToken cancellationToken)
            where TRecord : class
        {
            var rows = await store.ListAsync(table, cancellationToken);
            return [.. rows.Select(row => JsonSerializer.Deserialize(row.Value, type)).OfType<TRecord>()];
        }
    }
}
