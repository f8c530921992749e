using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>A Kyber-1024 (round 3) key pair. It owns the secret key's memory and clears it on <see cref="Dispose"/>.</summary>
public sealed class KyberKeyPair : IDisposable
{
    /// <summary>Size of the serialised secret key in bytes: type byte 0x08 and s, t, rho, H(pk), z.</summary>
    public const int SecretKeySize = 1 + Kyber1024.SecretKeySize;

    private readonly byte[] _secret;
    private bool _disposed;

    private KyberKeyPair(KyberPublicKey publicKey, byte[] secret)
    {
        PublicKey = publicKey;
        _secret = secret;
    }

    /// <summary>The half that is published.</summary>
    public KyberPublicKey PublicKey { get; }

    /// <summary>A new random pair.</summary>
    public static KyberKeyPair Generate()
    {
        (byte[] publicKey, byte[] secret) = Kyber1024.GenerateKeyPair();
        return new KyberKeyPair(KyberPublicKey.FromRaw(publicKey), secret);
    }

    /// <summary>Loads a stored secret key of 3169 bytes; the public key is inside it.</summary>
    /// <exception cref="ArgumentException">The bytes are not a serialised Kyber-1024 secret key.</exception>
    public static KyberKeyPair Deserialize(ReadOnlySpan<byte> serializedSecret)
    {
        if (serializedSecret.Length != SecretKeySize || serializedSecret[0] != KyberPublicKey.TypeByte)
        {
            throw new ArgumentException("Not a serialised Kyber-1024 secret key (0x08 and 3168 bytes).", nameof(serializedSecret));
        }

        // FIPS 203 section 7.1: dk = s (384 k = 1536 bytes), then ek, H(ek), z.
        const int VectorSize = 1536;
        return new KyberKeyPair(
            KyberPublicKey.FromRaw(serializedSecret.Slice(1 + VectorSize, Kyber1024.PublicKeySize)),
            serializedSecret[1..].ToArray());
    }

    /// <summary>The 3169-byte secret key, in a new array that the caller clears.</summary>
    public byte[] SerializeSecretKey()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return [KyberPublicKey.TypeByte, .. _secret];
    }

    /// <summary>Clears the secret key.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_secret);
    }

    /// <summary>The shared secret of a ciphertext in its 1569-byte form; false when type byte or length is wrong.</summary>
    internal bool TryDecapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (ciphertext.Length != 1 + Kyber1024.CiphertextSize || ciphertext[0] != KyberPublicKey.TypeByte)
        {
            return false;
        }

        Kyber1024.Decapsulate(_secret, ciphertext[1..], sharedSecret);
        return true;
    }
}
