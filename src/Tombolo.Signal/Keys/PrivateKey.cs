using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// An X25519 private key, 32 bytes, clamped (RFC 7748 section 5). The key owns its memory, which does not move, and clears
/// it on <see cref="Dispose"/>. A disposed key throws <see cref="ObjectDisposedException"/>.
/// </summary>
public sealed class PrivateKey : IDisposable
{
    /// <summary>Size of the serialised key in bytes.</summary>
    public const int SerializedSize = 32;

    private readonly byte[] _bytes = GC.AllocateArray<byte>(SerializedSize, pinned: true);
    private bool _disposed;

    private PrivateKey()
    {
    }

    internal ReadOnlySpan<byte> Raw
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary>A new random key.</summary>
    public static PrivateKey Generate()
    {
        PrivateKey key = new();
        RandomNumberGenerator.Fill(key._bytes);
        Clamp(key._bytes);
        return key;
    }

    /// <summary>Loads a key; it is clamped when it is not.</summary>
    /// <exception cref="ArgumentException">Not exactly 32 bytes.</exception>
    public static PrivateKey Deserialize(ReadOnlySpan<byte> serialized)
    {
        if (serialized.Length != SerializedSize)
        {
            throw new ArgumentException("A private key has 32 bytes.", nameof(serialized));
        }

        PrivateKey key = new();
        serialized.CopyTo(key._bytes);
        Clamp(key._bytes);
        return key;
    }

    /// <summary>The 32 secret bytes in a new array, for storage. The caller clears it.</summary>
    public byte[] Serialize() => Raw.ToArray();

    /// <summary>Computes the public key (one base-point multiplication; keep the result).</summary>
    public PublicKey GetPublicKey()
    {
        Span<byte> publicKey = stackalloc byte[PublicKey.RawSize];
        SignalPrimitives.Current.X25519PublicKey(Raw, publicKey);
        return new PublicKey(publicKey);
    }

    /// <summary>An XEdDSA signature, 64 bytes, over <paramref name="message"/>; randomised, so two calls differ.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        Span<byte> random = stackalloc byte[64];
        RandomNumberGenerator.Fill(random);
        byte[] signature = new byte[XEdDsa.SignatureSize];
        XEdDsa.Sign(SignalPrimitives.Current, Raw, message, random, signature);
        CryptographicOperations.ZeroMemory(random);
        return signature;
    }

    /// <summary>Clears the key.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }

    internal static void Clamp(Span<byte> key)
    {
        key[0] &= 0xF8;
        key[31] = (byte)((key[31] & 0x7F) | 0x40);
    }
}
