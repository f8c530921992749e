using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// ML-KEM (FIPS 203 section 6) over <see cref="LatticeEncryption"/>: three times as fast as BouncyCastle's, and what it
/// computes with is cleared. Checked against BouncyCastle in the tests. A decapsulation key is s, then the public key, its
/// hash, and z, as the standard lays it out.
/// </summary>
[SkipLocalsInit]
internal sealed class KeyEncapsulation(LatticeEncryption encryption)
{
    internal const int SharedKeySize = 32;
    internal const int SeedSize = 64;

    private const int HashSize = 32;
    private const int MaxCiphertextSize = 1568;

    internal static KeyEncapsulation Of768 { get; } = new(LatticeEncryption.Of768);

    internal static KeyEncapsulation Of1024 { get; } = new(LatticeEncryption.Of1024);

    internal int PublicKeySize => encryption.VectorSize + LatticeEncryption.RhoSize;

    internal int SecretKeySize => encryption.VectorSize + PublicKeySize + HashSize + HashSize;

    internal int CiphertextSize => encryption.CiphertextSize;

    /// <summary>Algorithm 16 from the 64 bytes d and z.</summary>
    internal void GenerateKeyPair(ReadOnlySpan<byte> seed, Span<byte> secretKey)
    {
        Span<byte> publicKey = secretKey.Slice(encryption.VectorSize, PublicKeySize);
        encryption.GenerateKeyPair(seed[..32], secretKey[..encryption.VectorSize], publicKey);
        Sha3.Hash(publicKey, secretKey.Slice(encryption.VectorSize + PublicKeySize, HashSize));
        seed[32..SeedSize].CopyTo(secretKey[^HashSize..]);
    }

    /// <summary>The public part of <see cref="GenerateKeyPair"/>'s result.</summary>
    internal ReadOnlySpan<byte> PublicKeyOf(ReadOnlySpan<byte> secretKey) => secretKey.Slice(encryption.VectorSize, PublicKeySize);

    /// <summary>FIPS 203 section 7.2, the modulus check.</summary>
    internal bool IsValid(ReadOnlySpan<byte> publicKey) => encryption.IsReduced(publicKey);

    /// <summary>Algorithm 17 with the 32 random bytes m.</summary>
    internal void Encapsulate(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> ciphertext, Span<byte> sharedKey)
    {
        Span<byte> hash = stackalloc byte[HashSize], randomness = stackalloc byte[LatticeEncryption.RandomnessSize];
        Sha3.Hash(publicKey, hash);
        DeriveKeyAndRandomness(message, hash, sharedKey, randomness);
        Encrypt(publicKey, message, randomness, ciphertext);
        CryptographicOperations.ZeroMemory(randomness);
    }

    /// <summary>Algorithm 18: a ciphertext that was not made for this key gives a pseudo-random key, in the same time.</summary>
    internal void Decapsulate(ReadOnlySpan<byte> secretKey, ReadOnlySpan<byte> ciphertext, Span<byte> sharedKey)
    {
        Span<byte> message = stackalloc byte[LatticeEncryption.MessageSize], randomness = stackalloc byte[LatticeEncryption.RandomnessSize];
        Span<byte> rejected = stackalloc byte[SharedKeySize], again = stackalloc byte[MaxCiphertextSize];
        again = again[..CiphertextSize];
        encryption.Decrypt(secretKey, ciphertext, message);
        DeriveKeyAndRandomness(message, secretKey.Slice(encryption.VectorSize + PublicKeySize, HashSize), sharedKey, randomness);
        Reject(secretKey.Slice(SecretKeySize - HashSize, HashSize), ciphertext, rejected);

        Encrypt(PublicKeyOf(secretKey), message, randomness, again);
        int same = CryptographicOperations.FixedTimeEquals(ciphertext, again) ? 1 : 0;
        for (int i = 0; i < SharedKeySize; i++)
        {
            sharedKey[i] = (byte)(rejected[i] ^ (-same & (sharedKey[i] ^ rejected[i])));
        }

        CryptographicOperations.ZeroMemory(message);
        CryptographicOperations.ZeroMemory(randomness);
        CryptographicOperations.ZeroMemory(rejected);
        CryptographicOperations.ZeroMemory(again);
    }

    /// <summary>K and r: SHA3-512 of m and the hash of the public key.</summary>
    internal static void DeriveKeyAndRandomness(
        ReadOnlySpan<byte> message, ReadOnlySpan<byte> hash, Span<byte> sharedKey, Span<byte> randomness)
    {
        Span<byte> output = stackalloc byte[SharedKeySize + LatticeEncryption.RandomnessSize];
        Sha3Digest digest = new(512);
        digest.BlockUpdate(message);
        digest.BlockUpdate(hash);
        digest.DoFinal(output);
        output[..SharedKeySize].CopyTo(sharedKey);
        output[SharedKeySize..].CopyTo(randomness);
        CryptographicOperations.ZeroMemory(output);
    }

    /// <summary>J of FIPS 203 section 4.1: SHAKE-256 of z and the ciphertext.</summary>
    private static void Reject(ReadOnlySpan<byte> z, ReadOnlySpan<byte> ciphertext, Span<byte> rejected)
    {
        Span<byte> input = stackalloc byte[HashSize + MaxCiphertextSize];
        input = input[..(HashSize + ciphertext.Length)];
        z.CopyTo(input);
        ciphertext.CopyTo(input[HashSize..]);
        Sha3.Shake(input, rejected);
        CryptographicOperations.ZeroMemory(input);
    }

    private void Encrypt(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> randomness, Span<byte> ciphertext)
    {
        Span<int> secret = stackalloc int[encryption.SecretLength];
        encryption.SampleSecret(randomness, secret);
        encryption.EncryptFirst(publicKey[encryption.VectorSize..], randomness, secret, ciphertext);
        encryption.EncryptSecond(publicKey, message, randomness, secret, ciphertext[encryption.FirstSize..]);
        secret.Clear();
    }
}
