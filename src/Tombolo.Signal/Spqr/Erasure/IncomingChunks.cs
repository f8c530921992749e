namespace Tombolo.Signal.Spqr;

/// <summary>Chunks collected so far of one piece of data. Keeps exactly as many as are needed; holds nothing secret.</summary>
internal sealed class IncomingChunks
{
    private readonly ushort[] _numbers;
    private readonly byte[] _chunks;

    internal IncomingChunks(int needed)
    {
        _numbers = new ushort[needed];
        _chunks = new byte[needed * ErasureCode.ChunkSize];
    }

    internal int Needed => _numbers.Length;

    internal int Count { get; private set; }

    internal bool IsComplete => Count == Needed;

    internal ReadOnlySpan<ushort> Numbers => _numbers.AsSpan(0, Count);

    internal ReadOnlySpan<byte> Chunks => _chunks.AsSpan(0, Count * ErasureCode.ChunkSize);

    /// <summary>Keeps a chunk unless its number is known or enough are here. True when it was kept.</summary>
    internal bool Add(ushort number, ReadOnlySpan<byte> chunk)
    {
        if (IsComplete || Numbers.Contains(number))
        {
            return false;
        }

        _numbers[Count] = number;
        chunk.CopyTo(_chunks.AsSpan(Count * ErasureCode.ChunkSize, ErasureCode.ChunkSize));
        Count++;
        return true;
    }

    internal byte[] Decode() => ErasureCode.Decode(Numbers, Chunks);

    internal IncomingChunks Clone()
    {
        IncomingChunks copy = new(Needed) { Count = Count };
        Numbers.CopyTo(copy._numbers);
        Chunks.CopyTo(copy._chunks);
        return copy;
    }
}
