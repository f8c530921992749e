using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// Message keys that were stepped over, oldest first: index (4 bytes) and key (32 bytes) one after another in one buffer,
/// so that a copy of a state costs one block copy and a look-up is a binary search.
/// </summary>
internal sealed class SkippedKeys : IDisposable
{
    /// <summary>How far behind the counter a key is still handed out.</summary>
    internal const uint Kept = 2000;

    internal const int EntrySize = sizeof(uint) + SymmetricChain.KeySize;

    /// <summary>Old entries are dropped in batches, so that removal does not move the buffer for every message.</summary>
    private const int Slack = 200;

    private byte[] _entries;

    internal SkippedKeys() => _entries = [];

    internal SkippedKeys(ReadOnlySpan<byte> entries)
    {
        _entries = entries.ToArray();
        Count = entries.Length / EntrySize;
    }

    internal const int Limit = (int)Kept + Slack;

    internal int Count { get; private set; }

    internal ReadOnlySpan<byte> Entries => _entries.AsSpan(0, Count * EntrySize);

    internal void Add(uint index, ReadOnlySpan<byte> key)
    {
        if (Count == Limit)
        {
            DropBefore(index - Kept);
        }

        if (Entries.Length == _entries.Length)
        {
            Grow();
        }

        Span<byte> entry = _entries.AsSpan(Count * EntrySize, EntrySize);
        BinaryPrimitives.WriteUInt32BigEndian(entry, index);
        key.CopyTo(entry[sizeof(uint)..]);
        Count++;
    }

    /// <summary>Hands out a key and forgets it.</summary>
    internal bool TryTake(uint index, Span<byte> key)
    {
        int position = FirstNotBefore(index);
        if (position == Count || IndexAt(position) != index)
        {
            return false;
        }

        Span<byte> tail = _entries.AsSpan(position * EntrySize, (Count - position) * EntrySize);
        tail.Slice(sizeof(uint), SymmetricChain.KeySize).CopyTo(key);
        tail[EntrySize..].CopyTo(tail);
        CryptographicOperations.ZeroMemory(tail[^EntrySize..]);
        Count--;
        return true;
    }

    internal SkippedKeys Clone() => new(Entries);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_entries);
        Count = 0;
    }

    private uint IndexAt(int position) => BinaryPrimitives.ReadUInt32BigEndian(_entries.AsSpan(position * EntrySize));

    private int FirstNotBefore(uint index)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = IndexAt(middle) < index ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void DropBefore(uint index)
    {
        int position = FirstNotBefore(index);
        Span<byte> all = _entries.AsSpan(0, Count * EntrySize);
        all[(position * EntrySize)..].CopyTo(all);
        CryptographicOperations.ZeroMemory(all[^(position * EntrySize)..]);
        Count -= position;
    }

    private void Grow()
    {
        byte[] larger = new byte[Math.Min(Math.Max(4, Count * 2), Limit) * EntrySize];
        Entries.CopyTo(larger);
        CryptographicOperations.ZeroMemory(_entries);
        _entries = larger;
    }
}
