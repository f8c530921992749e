using System.Buffers;
using System.Buffers.Text;

namespace Tombolo.Xmpp.Stanzas;

/// <summary>What a host may know of a ciphertext without a key: its size, and the first byte, which names the version.</summary>
/// <param name="Length">Bytes after decoding.</param>
/// <param name="FirstByte">The first of them.</param>
public readonly record struct CiphertextShape(int Length, byte FirstByte)
{
    /// <summary>Checks that the text of a part is base64 and reads its shape; nothing is decoded but the first byte.</summary>
    /// <returns>False for anything but base64, and for nothing at all.</returns>
    public static bool TryRead(in StanzaEnvelope stanza, ByteRange content, out CiphertextShape shape)
    {
        var text = stanza.Slice(content);
        if (text.IsSingleSegment)
        {
            return TryRead(text.FirstSpan, out shape);
        }

        var copy = ArrayPool<byte>.Shared.Rent(content.Length);
        text.CopyTo(copy);
        var sound = TryRead(copy.AsSpan(0, content.Length), out shape);
        ArrayPool<byte>.Shared.Return(copy);
        return sound;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out CiphertextShape shape)
    {
        shape = default;
        if (!Base64.IsValid(text, out var length) || length == 0)
        {
            return false;
        }

        // A line break inside the first four characters is base64 too, and no client of ours writes it.
        Span<byte> first = stackalloc byte[3];
        if (Base64.DecodeFromUtf8(text[..4], first, out _, out var written) != OperationStatus.Done || written == 0)
        {
            return false;
        }

        shape = new CiphertextShape(length, first[0]);
        return true;
    }
}
