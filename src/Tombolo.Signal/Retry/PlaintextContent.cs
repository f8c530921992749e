using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Signal;

/// <summary>
/// The only content that goes unencrypted, message type 8 (signal-wire 14): byte 0xC0, a protobuf message whose field 8 is
/// the <see cref="DecryptionErrorMessage"/>, and padding: 0x80 and any number of zeros.
/// </summary>
public static class PlaintextContent
{
    private const byte Identifier = 0xC0, PaddingStart = 0x80;
    private const int DecryptionErrorField = 8;

    /// <summary>Wraps a complaint for the wire.</summary>
    public static CiphertextMessage Create(DecryptionErrorMessage error)
    {
        ArgumentNullException.ThrowIfNull(error);
        byte[] inner = error.Serialize();
        byte[] content = new byte[1 + ProtobufWriter.BytesSize(inner.Length) + 1];
        content[0] = Identifier;
        new ProtobufWriter(content.AsSpan(1)).Bytes(DecryptionErrorField, inner);
        content[^1] = PaddingStart;
        return new CiphertextMessage(CiphertextMessageType.Plaintext, content);
    }

    /// <summary>Reads a complaint from the wire; false when the bytes are not one. It is not authenticated: the worst a forgery does is a new session.</summary>
    public static bool TryParse(ReadOnlySpan<byte> serialized, [NotNullWhen(true)] out DecryptionErrorMessage? error)
    {
        error = null;
        ReadOnlySpan<byte> padded = serialized.TrimEnd((byte)0);
        if (padded.Length < 2 || padded[0] != Identifier || padded[^1] != PaddingStart)
        {
            return false;
        }

        ReadOnlySpan<byte> inner = [];
        ProtobufReader reader = new(padded[1..^1]);
        while (reader.Next())
        {
            if (reader.Field == DecryptionErrorField)
            {
                inner = reader.Bytes();
            }
            else
            {
                reader.Skip();
            }
        }

        return !reader.Failed && DecryptionErrorMessage.TryParse(inner, out error);
    }
}
