using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

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

    private static MLKemParameters Parameters => MLKemParameters.ml_kem_1024;

    public static (byte[] PublicKey, byte[] SecretKey) GenerateKeyPair()
    {
        MLKemKeyPairGenerator generator = new();
        generator.Init(new MLKemKeyGenerationParameters(new SecureRandom(), Parameters));
        MLKemPrivateKeyParameters secret = (MLKemPrivateKeyParameters)generator.GenerateKeyPair().Private;
        secret = secret.WithPreferredFormat(MLKemPrivateKeyParameters.Format.EncodingOnly);
        return (secret.GetPublicKeyEncoded(), secret.GetEncoded());
    }

    /// <summary>False when the public key is not one (FIPS 203 section 7.2, the modulus check).</summary>
    public static bool TryEncapsulate(ReadOnlySpan<byte> publicKey, Span<byte> ciphertext, Span<byte> sharedSecret)
    {
        MLKemPublicKeyParameters key;
        try
        {
            key = MLKemPublicKeyParameters.FromEncoding(Parameters, publicKey.ToArray());
        }
        catch (ArgumentException)
        {
            return false;
        }

        MLKemEncapsulator encapsulator = new(Parameters);
        encapsulator.Init(key);
        encapsulator.Encapsulate(ciphertext, sharedSecret);
        Finish(ciphertext, sharedSecret);
        return true;
    }

    /// <summary>A ciphertext that was not made for this key gives a pseudo-random secret, in the same time (implicit rejection).</summary>
    public static void Decapsulate(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        byte[] copy = secretKey.ToArray();
        MLKemDecapsulator decapsulator = new(Parameters);
        decapsulator.Init(MLKemPrivateKeyParameters.FromEncoding(Parameters, copy));
        CryptographicOperations.ZeroMemory(copy);
        decapsulator.Decapsulate(ciphertext, sharedSecret);
        Finish(ciphertext, sharedSecret);
    }

    // K = SHAKE-256(K' || SHA3-256(c), 32), the key derivation that FIPS 203 dropped.
    private static void Finish(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        Span<byte> hash = stackalloc byte[32];
        Sha3Digest sha3 = new(256);
        sha3.BlockUpdate(ciphertext);
        sha3.DoFinal(hash);

        ShakeDigest shake = new(256);
        shake.BlockUpdate(sharedSecret);
        shake.BlockUpdate(hash);
        shake.OutputFinal(sharedSecret);
    }
}
