using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;

namespace Tombolo.Signal;

/// <summary>ML-KEM-768 (FIPS 203) from a seed of 64 bytes (d, then z): libsodium's where it is in use, else BouncyCastle's.</summary>
internal static class MlKem768
{
    public const int SeedSize = 64;
    public const int PublicKeySize = 1184;
    public const int SecretKeySize = 2400;
    public const int CiphertextSize = 1088;
    public const int SharedSecretSize = 32;

    /// <summary>The encapsulation key of a seed.</summary>
    public static void DerivePublicKey(PrimitiveProvider provider, ReadOnlySpan<byte> seed, Span<byte> publicKey)
    {
        if (provider == PrimitiveProvider.Native)
        {
            Span<byte> secretKey = stackalloc byte[SecretKeySize];
            Check(Sodium.MlKem768KeyPair(publicKey, secretKey, seed));
            CryptographicOperations.ZeroMemory(secretKey);
            return;
        }

        byte[] seedCopy = seed.ToArray();
        MLKemPrivateKeyParameters.FromSeed(MLKemParameters.ml_kem_768, seedCopy).GetPublicKeyEncoded().CopyTo(publicKey);
        CryptographicOperations.ZeroMemory(seedCopy);
    }

    /// <summary>The shared secret of a ciphertext; a pseudo-random one, in the same time, when it was not made for this key.</summary>
    public static void Decapsulate(PrimitiveProvider provider, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        if (provider == PrimitiveProvider.Native)
        {
            Span<byte> publicKey = stackalloc byte[PublicKeySize], secretKey = stackalloc byte[SecretKeySize];
            Check(Sodium.MlKem768KeyPair(publicKey, secretKey, seed));
            Check(Sodium.MlKem768Decapsulate(sharedSecret, ciphertext, secretKey));
            CryptographicOperations.ZeroMemory(secretKey);
            return;
        }

        byte[] seedCopy = seed.ToArray();
        MLKemDecapsulator decapsulator = new(MLKemParameters.ml_kem_768);
        decapsulator.Init(MLKemPrivateKeyParameters.FromSeed(MLKemParameters.ml_kem_768, seedCopy));
        decapsulator.Decapsulate(ciphertext, sharedSecret);
        CryptographicOperations.ZeroMemory(seedCopy);
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new CryptographicException("libsodium refused an ML-KEM-768 operation.");
        }
    }
}
