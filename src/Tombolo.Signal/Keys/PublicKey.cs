using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// An X25519 public key. On the wire and in storage it is 33 bytes: the type byte 0x05, then the u-coordinate
/// (RFC 7748 section 5). Immutable; equal when the 32 bytes are equal.
/// </summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    /// <summary>Size of the serialised key in bytes, type byte included.</summary>
    public const int SerializedSize = 33;

    internal const int RawSize = 32;
    internal const byte TypeByte = 0x05;

    private readonly byte[] _bytes;

    internal PublicKey(ReadOnlySpan<byte> raw) => _bytes = raw[..RawSize].ToArray();

    /// <summary>The 32 bytes of the u-coordinate.</summary>
    internal ReadOnlySpan<byte> Raw => _bytes;

    /// <summary>
    /// Reads the 33-byte form. False when the type byte is not 0x05 or bytes are missing; bytes after the 33 are ignored, as
    /// Signal's own library does.
    /// </summary>
    public static bool TryDeserialize(ReadOnlySpan<byte> serialized, [NotNullWhen(true)] out PublicKey? key)
    {
        bool valid = serialized.Length >= SerializedSize && serialized[0] == TypeByte;
        key = valid ? new PublicKey(serialized[1..SerializedSize]) : null;
        return valid;
    }

    /// <summary>Reads the 33-byte form from a trusted place.</summary>
    /// <exception cref="ArgumentException">The bytes are not a serialised public key.</exception>
    public static PublicKey Deserialize(ReadOnlySpan<byte> serialized) =>
        TryDeserialize(serialized, out PublicKey? key)
            ? key
            : throw new ArgumentException("Not a serialised X25519 public key (0x05 and 32 bytes).", nameof(serialized));

    /// <summary>The 33-byte form, in a new array.</summary>
    public byte[] Serialize()
    {
        byte[] serialized = new byte[SerializedSize];
        Write(serialized);
        return serialized;
    }

    /// <summary>
    /// Verifies an XEdDSA signature over <paramref name="message"/>. False for every reason there is: wrong length, wrong
    /// key, forged.
    /// </summary>
    public bool VerifySignature(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        XEdDsa.Verify(SignalPrimitives.Current, _bytes, message, signature);

    /// <inheritdoc/>
    public bool Equals(PublicKey? other) => other is not null && CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_bytes);

    /// <summary>The 33 bytes in lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(Serialize());

    internal void Write(Span<byte> destination) => Write(_bytes, destination);

    internal static void Write(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        destination[0] = TypeByte;
        raw.CopyTo(destination[1..]);
    }
}
