using System.Buffers.Binary;

namespace Tombolo.Signal;

/// <summary>
/// What is known of public keys that verify again and again: their Edwards form and, from the second time on, a table. At
/// most <see cref="Limit"/> keys (2.6 MB); starts over when it is full. Nothing in it is secret.
/// </summary>
internal sealed class PointTableCache
{
    // More would serve larger groups; a miss costs one verification without a table.
    private const int Limit = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<Key, VerificationKey> _keys = [];

    /// <summary>The key with this u-coordinate and sign bit (0 or 0x80).</summary>
    public VerificationKey Get(ReadOnlySpan<byte> u, int signBit)
    {
        Key key = new(
            BinaryPrimitives.ReadUInt64LittleEndian(u),
            BinaryPrimitives.ReadUInt64LittleEndian(u[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(u[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(u[24..]),
            signBit);
        lock (_lock)
        {
            if (_keys.TryGetValue(key, out VerificationKey? known))
            {
                known.MakeTable();
                return known;
            }

            if (_keys.Count >= Limit)
            {
                _keys.Clear();
            }

            VerificationKey added = VerificationKey.FromMontgomery(u, signBit);
            _keys[key] = added;
            return added;
        }
    }

    private readonly record struct Key(ulong A, ulong B, ulong C, ulong D, int SignBit);
}
