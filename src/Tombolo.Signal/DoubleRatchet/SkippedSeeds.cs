using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// The seeds of messages that a chain has stepped over, at most <see cref="Limit"/>, the oldest giving way. Counters only
/// ever grow, so the entries lie sorted in one block of memory: found by bisection, stored by one copy.
/// </summary>
internal sealed class SkippedSeeds : IDisposable
{
    /// <summary>Fewer would lose late messages that Signal delivers; more would let a peer fill our storage.</summary>
    public const int Limit = 2000;

    public const int EntrySize = sizeof(uint) + ChainKey.Size;

    private byte[] _entries = [];

    public int Count { get; private set; }

    /// <summary>The stored form: counter (4 bytes, little-endian) and seed (32 bytes), ascending.</summary>
    public ReadOnlySpan<byte> Entries => _entries.AsSpan(0, Count * EntrySize);

    public static SkippedSeeds Load(ReadOnlySpan<byte> entries) =>
        new() { _entries = entries.ToArray(), Count = entries.Length / EntrySize };

    /// <summary>Position of a counter's seed, or -1.</summary>
    public int Find(uint counter)
    {
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            uint found = BinaryPrimitives.ReadUInt32LittleEndian(_entries.AsSpan(middle * EntrySize));
            if (found == counter)
            {
                return middle;
            }

            (low, high) = found < counter ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    public ReadOnlySpan<byte> SeedAt(int position) => _entries.AsSpan((position * EntrySize) + sizeof(uint), ChainKey.Size);

    public void RemoveAt(int position) => RemoveRange(position, 1);

    /// <summary>Adds entries in the stored form; all counters are above those already here.</summary>
    public void Append(ReadOnlySpan<byte> entries)
    {
        int added = entries.Length / EntrySize;
        int surplus = Count + added - Limit;
        if (surplus > 0)
        {
            RemoveRange(0, Math.Min(surplus, Count));
            entries = entries[(Math.Max(added - Limit, 0) * EntrySize)..];
        }

        Grow((Count * EntrySize) + entries.Length);
        entries.CopyTo(_entries.AsSpan(Count * EntrySize));
        Count += entries.Length / EntrySize;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_entries);
        Count = 0;
    }

    private void RemoveRange(int position, int count)
    {
        int end = Count * EntrySize;
        _entries.AsSpan((position + count) * EntrySize, end - ((position + count) * EntrySize)).CopyTo(_entries.AsSpan(position * EntrySize));
        Count -= count;
        CryptographicOperations.ZeroMemory(_entries.AsSpan(Count * EntrySize, end - (Count * EntrySize)));
    }

    private void Grow(int size)
    {
        if (size <= _entries.Length)
        {
            return;
        }

        byte[] larger = new byte[Math.Max(size, Math.Min(2 * _entries.Length, Limit * EntrySize))];
        Entries.CopyTo(larger);
        CryptographicOperations.ZeroMemory(_entries);
        _entries = larger;
    }
}
