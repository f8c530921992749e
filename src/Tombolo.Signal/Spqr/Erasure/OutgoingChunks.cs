namespace Tombolo.Signal.Spqr;

/// <summary>
/// Data on its way out, chunk after chunk with no end; the numbers wrap at 65536. The data is public and never changed, so
/// copies of a state share it.
/// </summary>
internal sealed class OutgoingChunks(byte[] data, ushort next = 0)
{
    internal byte[] Data { get; } = data;

    internal ushort Next { get; private set; } = next;

    /// <summary>Writes the next chunk and returns its number.</summary>
    internal ushort Emit(Span<byte> chunk)
    {
        ushort number = Next++;
        ErasureCode.WriteChunk(Data, number, chunk);
        return number;
    }

    internal OutgoingChunks Clone() => new(Data, Next);
}
