using System.Buffers;
using System.Text;

namespace Tombolo.Xmpp.Writing;

/// <summary>Raw and escaped UTF-8 into a buffer writer. Escaped output is right both in text and in a value inside either quotes.</summary>
public static class Utf8XmlEscaping
{
    private const int TranscodeChars = 256;

    private static readonly SearchValues<byte> Special = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(value => (byte)value),
        (byte)'<', (byte)'>', (byte)'&', (byte)'\'', (byte)'"',
    ]);

    extension(IBufferWriter<byte> output)
    {
        /// <summary>Writes bytes as they are; each segment of a sequence in turn.</summary>
        public void WriteRaw(in ReadOnlySequence<byte> bytes)
        {
            foreach (var segment in bytes)
            {
                output.Write(segment.Span);
            }
        }

        /// <summary>Writes UTF-8 with the five special characters and white space other than the space as references. A control character,
        /// which XML has no way to write, becomes U+FFFD.</summary>
        public void WriteEscaped(ReadOnlySpan<byte> utf8)
        {
            while (true)
            {
                var plain = utf8.IndexOfAny(Special);
                if (plain < 0)
                {
                    output.Write(utf8);
                    return;
                }

                output.Write(utf8[..plain]);
                output.Write(Reference(utf8[plain]));
                utf8 = utf8[(plain + 1)..];
            }
        }

        /// <summary>Writes text with the special characters as references; a lone surrogate becomes U+FFFD.</summary>
        public void WriteEscaped(ReadOnlySpan<char> text)
        {
            Span<byte> utf8 = stackalloc byte[TranscodeChars * 3];
            while (!text.IsEmpty)
            {
                var length = Math.Min(text.Length, TranscodeChars);
                if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
                {
                    length--;
                }

                output.WriteEscaped(utf8[..Encoding.UTF8.GetBytes(text[..length], utf8)]);
                text = text[length..];
            }
        }

        /// <summary>Writes bytes as padded base64.</summary>
        public void WriteBase64(ReadOnlySpan<byte> bytes)
        {
            const int Chunk = 3 * 1024;
            while (true)
            {
                var piece = bytes[..Math.Min(bytes.Length, Chunk)];
                bytes = bytes[piece.Length..];
                var target = output.GetSpan(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(piece.Length));
                System.Buffers.Text.Base64.EncodeToUtf8(piece, target, out _, out var written, isFinalBlock: bytes.IsEmpty);
                output.Advance(written);
                if (bytes.IsEmpty)
                {
                    return;
                }
            }
        }
    }

    private static ReadOnlySpan<byte> Reference(byte value) => value switch
    {
        (byte)'<' => "&lt;"u8,
        (byte)'>' => "&gt;"u8,
        (byte)'&' => "&amp;"u8,
        (byte)'\'' => "&apos;"u8,
        (byte)'"' => "&quot;"u8,
        (byte)'\t' => "&#x9;"u8,
        (byte)'\n' => "&#xA;"u8,
        (byte)'\r' => "&#xD;"u8,
        _ => "\uFFFD"u8,
    };
}
