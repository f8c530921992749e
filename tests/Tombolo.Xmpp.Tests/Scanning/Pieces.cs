using System.Buffers;

namespace Tombolo.Xmpp.Tests.Scanning;

/// <summary>Cuts bytes into a sequence of segments, the way a socket delivers them.</summary>
internal sealed class Pieces : ReadOnlySequenceSegment<byte>
{
    internal static ReadOnlySequence<byte> Of(params ReadOnlySpan<byte[]> pieces)
    {
        Pieces? first = null;
        Pieces? last = null;
        foreach (var piece in pieces)
        {
            var next = new Pieces { Memory = piece, RunningIndex = last is null ? 0 : last.RunningIndex + last.Memory.Length };
            first ??= next;
            last?.Next = next;
            last = next;
        }

        return first is null ? default : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    /// <summary>Segments of one size.</summary>
    internal static ReadOnlySequence<byte> OfSize(byte[] bytes, int size) => Of(bytes.Chunk(size).ToArray());
}
