using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Content;

/// <summary>
/// Names a message on every device that has it (draft-ietf-mimi-content section 3.3): 0x01 and the first 31 bytes of SHA-256 over
/// the sender's URI and the room's URI (each after its length, BE16), the encoded content, and its salt. 32 bytes.
/// </summary>
public readonly record struct MessageId
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 32;

    private const byte Sha256 = 1;

    private readonly string? _text;

    private MessageId(string text) => _text = text;

    /// <summary>True for <c>default</c>, which names nothing.</summary>
    public bool IsEmpty => _text is null;

    /// <summary>The id of a content that this sender wrote in this room.</summary>
    /// <exception cref="ArgumentException">A URI has more than 65,535 bytes.</exception>
    public static MessageId Of(string senderUri, string roomUri, ReadOnlySpan<byte> content, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(senderUri);
        ArgumentNullException.ThrowIfNull(roomUri);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendUri(hash, senderUri);
        AppendUri(hash, roomUri);
        hash.AppendData(content);
        hash.AppendData(salt);
        Span<byte> id = stackalloc byte[1 + SHA256.HashSizeInBytes];
        id[0] = Sha256;
        hash.GetHashAndReset(id[1..]);
        return new MessageId(Base64Url.EncodeToString(id[..Size]));
    }

    /// <summary>Takes the 32 bytes as they came.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MessageId id)
    {
        id = bytes.Length == Size ? new MessageId(Base64Url.EncodeToString(bytes)) : default;
        return !id.IsEmpty;
    }

    /// <summary>Reads the 43 characters of <see cref="ToString"/>.</summary>
    public static bool TryParse(string? text, out MessageId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[Size + 1];
        return text is { Length: 43 } && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written)
            && TryRead(bytes[..written], out id);
    }

    /// <summary>The 32 bytes, in a new array; empty for <c>default</c>.</summary>
    public byte[] ToBytes() => _text is null ? [] : Base64Url.DecodeFromChars(_text);

    /// <summary>Base64url without padding, 43 characters; empty for <c>default</c>.</summary>
    public override string ToString() => _text ?? "";

    private static void AppendUri(IncrementalHash hash, string uri)
    {
        var bytes = Encoding.UTF8.GetBytes(uri);
        if (bytes.Length > ushort.MaxValue)
        {
            throw new ArgumentException("A URI has at most 65,535 bytes.", nameof(uri));
        }

        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
