using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Signal;

/// <summary>
/// A Kyber-1024 (round 3) public key. On the wire it is 1569 bytes: the type byte 0x08, then the key. Immutable.
/// Whether the 1568 bytes are a usable key is found out at encapsulation.
/// </summary>
public sealed class KyberPublicKey
{
    /// <summary>Size of the serialised key in bytes, type byte included.</summary>
    public const int SerializedSize = 1 + Kyber1024.PublicKeySize;

    internal const byte TypeByte = 0x08;

    private readonly byte[] _serialized;

    private KyberPublicKey(byte[] serialized) => _serialized = serialized;

    internal ReadOnlySpan<byte> Raw => _serialized.AsSpan(1);

    /// <summary>The 1569-byte form.</summary>
    internal ReadOnlySpan<byte> Serialized => _serialized;

    /// <summary>Reads the 1569-byte form; false when the type byte is not 0x08 or the length is not exact.</summary>
    public static bool TryDeserialize(ReadOnlySpan<byte> serialized, [NotNullWhen(true)] out KyberPublicKey? key)
    {
        bool valid = serialized.Length == SerializedSize && serialized[0] == TypeByte;
        key = valid ? new KyberPublicKey(serialized.ToArray()) : null;
        return valid;
    }

    /// <summary>Reads the 1569-byte form from a trusted place.</summary>
    /// <exception cref="ArgumentException">The bytes are not a serialised Kyber-1024 public key.</exception>
    public static KyberPublicKey Deserialize(ReadOnlySpan<byte> serialized) =>
        TryDeserialize(serialized, out KyberPublicKey? key)
            ? key
            : throw new ArgumentException("Not a serialised Kyber-1024 public key (0x08 and 1568 bytes).", nameof(serialized));

    /// <summary>The 1569-byte form, in a new array.</summary>
    public byte[] Serialize() => [.. _serialized];

    internal static KyberPublicKey FromRaw(ReadOnlySpan<byte> raw)
    {
        byte[] serialized = new byte[SerializedSize];
        serialized[0] = TypeByte;
        raw.CopyTo(serialized.AsSpan(1));
        return new KyberPublicKey(serialized);
    }
}
