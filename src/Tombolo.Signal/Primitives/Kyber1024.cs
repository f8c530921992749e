using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal;

/// <summary>
/// CRYSTALS-Kyber-1024 of round 3, the KEM of the handshake, made from ML-KEM-1024 (FIPS 203) and one step of SHAKE-256:
/// the public-key encryption inside both is the same (signal-wire 2.4).
/// </summary>
internal static class Kyber1024
{
    public const int PublicKeySize = 1568;
    public const int SecretKeySize = 3168;
    public const int CiphertextSize = 1568;
    public const int SharedSecretSize = 32;

    public static (byte[] PublicKey, byte[] SecretKey) GenerateKeyPair()
    {
        Span<byte> seed = stackalloc byte[KeyEncapsulation.SeedSize];
        RandomNumberGenerator.Fill(seed);
        byte[] secretKey = new byte[SecretKeySize];
        KeyEncapsulation.Of1024.GenerateKeyPair(seed, secretKey);
        CryptographicOperations.ZeroMemory(seed);
        return (KeyEncapsulation.Of1024.PublicKeyOf(secretKey).ToArray(), secretKey);
    }

    /// <summary>False when the public key is not one (FIPS 203 section 7.2, the modulus check).</summary>
    public static bool TryEncapsulate(ReadOnlySpan<byte> publicKey, Span<byte> ciphertext, Span<byte> sharedSecret)
    {
        if (publicKey.Length != PublicKeySize || !KeyEncapsulation.Of1024.IsValid(publicKey))
        {
            return false;
        }

        Span<byte> message = stackalloc byte[LatticeEncryption.MessageSize];
        RandomNumberGenerator.Fill(message);
        KeyEncapsulation.Of1024.Encapsulate(publicKey, message, ciphertext, sharedSecret);
        CryptographicOperations.ZeroMemory(message);
        Finish(ciphertext, sharedSecret);
        return true;
    }

    /// <summary>A ciphertext that was not made for this key gives a pseudo-random secret, in the same time (implicit rejection).</summary>
    public static void Decapsulate(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        KeyEncapsulation.Of1024.Decapsulate(secretKey, ciphertext, sharedSecret);
        Finish(ciphertext, sharedSecret);
    }

    // K = SHAKE-256(K' || SHA3-256(c), 32), the key derivation that FIPS 203 dropped.
    private static void Finish(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        Span<byte> hash = stackalloc byte[32];
        Sha3.Hash(ciphertext, hash);
        ShakeDigest shake = new(256);
        shake.BlockUpdate(sharedSecret);
        shake.BlockUpdate(hash);
        shake.OutputFinal(sharedSecret);
    }
}
