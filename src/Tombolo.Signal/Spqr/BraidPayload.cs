namespace Tombolo.Signal.Spqr;

/// <summary>What a state wants to send. The chunk lies in a buffer of the caller.</summary>
internal readonly ref struct BraidPayload(PayloadKind kind, ushort chunkNumber, ReadOnlySpan<byte> chunk)
{
    internal PayloadKind Kind { get; } = kind;

    internal ushort ChunkNumber { get; } = chunkNumber;

    internal ReadOnlySpan<byte> Chunk { get; } = chunk;

    internal static BraidPayload Without(PayloadKind kind) => new(kind, 0, default);
}
