namespace Tombolo.Signal.Spqr;

/// <summary>
/// A version 1 message: <c>01 ‖ varint(epoch) ‖ varint(index) ‖ kind ‖ [ varint(chunk number) ‖ 32 bytes ]</c>.
/// </summary>
internal readonly ref struct SpqrMessage
{
    internal const byte Version = 1;

    /// <summary>Version, two varints of at most 10 and 5 bytes, kind, a chunk number of at most 3 bytes and the chunk.</summary>
    internal const int MaxSize = 1 + 10 + 5 + 1 + 3 + ErasureCode.ChunkSize;

    internal ulong Epoch { get; private init; }

    internal uint Index { get; private init; }

    internal PayloadKind Kind { get; private init; }

    internal ushort ChunkNumber { get; private init; }

    /// <summary>32 bytes, or empty for the kinds without a chunk.</summary>
    internal ReadOnlySpan<byte> Chunk { get; private init; }

    internal static bool HasChunk(PayloadKind kind) => kind is not (PayloadKind.None or PayloadKind.Ack);

    internal static int Write(ulong epoch, uint index, in BraidPayload payload, Span<byte> destination)
    {
        destination[0] = Version;
        int length = 1;
        length += Varint.Write(epoch, destination[length..]);
        length += Varint.Write(index, destination[length..]);
        destination[length++] = (byte)payload.Kind;
        if (HasChunk(payload.Kind))
        {
            length += Varint.Write(payload.ChunkNumber, destination[length..]);
            payload.Chunk.CopyTo(destination[length..]);
            length += ErasureCode.ChunkSize;
        }

        return length;
    }

    /// <summary>Reads a message; bytes after it are ignored.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> source, out SpqrMessage message)
    {
        message = default;
        if (source.IsEmpty || source[0] != Version)
        {
            return false;
        }

        source = source[1..];
        if (!Varint.TryRead(ref source, out ulong epoch) || epoch == 0
            || !Varint.TryRead(ref source, out ulong index) || index > uint.MaxValue
            || source.IsEmpty || source[0] > (byte)PayloadKind.SecondCiphertext)
        {
            return false;
        }

        PayloadKind kind = (PayloadKind)source[0];
        source = source[1..];
        ulong number = 0;
        if (HasChunk(kind)
            && (!Varint.TryRead(ref source, out number) || number > ushort.MaxValue || source.Length < ErasureCode.ChunkSize))
        {
            return false;
        }

        message = new SpqrMessage
        {
            Epoch = epoch,
            Index = (uint)index,
            Kind = kind,
            ChunkNumber = (ushort)number,
            Chunk = HasChunk(kind) ? source[..ErasureCode.ChunkSize] : default,
        };
        return true;
    }
}
