using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Signal;

/// <summary>
/// Tables of the public keys that verify again and again. A key gets one when it is seen the second time; the cache holds
/// at most <see cref="Limit"/> keys (2.6 MB) and starts over when it is full. Nothing in it is secret.
/// </summary>
internal sealed class PointTableCache
{
    // More would serve larger groups; a miss costs one verification without a table.
    private const int Limit = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<Key, PointTable?> _tables = [];

    /// <summary>A table for a key seen before; false for a new key and for one that is unusable.</summary>
    public bool TryGet(ReadOnlySpan<byte> publicKey, [NotNullWhen(true)] out PointTable? table)
    {
        Key key = Key.Read(publicKey);
        lock (_lock)
        {
            if (_tables.TryGetValue(key, out table))
            {
                return table is not null || TryAdd(key, publicKey, out table);
            }

            if (_tables.Count >= Limit)
            {
                _tables.Clear();
            }

            _tables[key] = null;
            return false;
        }
    }

    private bool TryAdd(Key key, ReadOnlySpan<byte> publicKey, [NotNullWhen(true)] out PointTable? table)
    {
        table = AffinePoint.TryDecode(publicKey, out AffinePoint point) && !point.IsOfSmallOrder ? new PointTable(point) : null;
        if (table is not null)
        {
            _tables[key] = table;
        }

        return table is not null;
    }

    private readonly record struct Key(ulong A, ulong B, ulong C, ulong D)
    {
        public static Key Read(ReadOnlySpan<byte> bytes) => new(
            BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]), BitConverter.ToUInt64(bytes[16..]), BitConverter.ToUInt64(bytes[24..]));
    }
}
