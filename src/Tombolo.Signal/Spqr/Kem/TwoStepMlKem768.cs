using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// ML-KEM-768 (FIPS 203) with the encapsulation cut in two. The first part of the ciphertext needs only the header of the
/// key (rho and H(ek)), so it can travel while the long vector is still on its way; the second part needs the vector. Both
/// parts together are a standard ciphertext. Between the steps only the 32 bytes m need to be kept; the rest is derived
/// again.
/// </summary>
[SkipLocalsInit]
internal static class TwoStepMlKem768
{
    internal const int SeedSize = KeyEncapsulation.SeedSize;
    internal const int MessageSize = LatticeEncryption.MessageSize;
    internal const int SharedKeySize = KeyEncapsulation.SharedKeySize;

    private const int RhoSize = LatticeEncryption.RhoSize;
    private const int SecretKeySize = 2400;

    /// <summary>Derives the public half of the key pair of <paramref name="seed"/> (d and z, 64 bytes).</summary>
    internal static byte[] DeriveVector(ReadOnlySpan<byte> seed, Span<byte> header)
    {
        Span<byte> secretKey = stackalloc byte[SecretKeySize];
        KeyEncapsulation.Of768.GenerateKeyPair(seed, secretKey);
        ReadOnlySpan<byte> publicKey = KeyEncapsulation.Of768.PublicKeyOf(secretKey);
        byte[] vector = publicKey[..BraidSizes.Vector].ToArray();
        publicKey[BraidSizes.Vector..].CopyTo(header);
        Sha3.Hash(publicKey, header[RhoSize..]);
        CryptographicOperations.ZeroMemory(secretKey);
        return vector;
    }

    internal static void Decapsulate(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> ciphertext, Span<byte> sharedKey)
    {
        Span<byte> secretKey = stackalloc byte[SecretKeySize];
        KeyEncapsulation.Of768.GenerateKeyPair(seed, secretKey);
        KeyEncapsulation.Of768.Decapsulate(secretKey, ciphertext, sharedKey);
        CryptographicOperations.ZeroMemory(secretKey);
    }

    /// <summary>True when the vector belongs to the header and every coefficient is reduced (FIPS 203 section 7.2).</summary>
    internal static bool VectorFits(ReadOnlySpan<byte> header, ReadOnlySpan<byte> vector)
    {
        Span<byte> publicKey = stackalloc byte[BraidSizes.Vector + RhoSize], hash = stackalloc byte[32];
        vector.CopyTo(publicKey);
        header[..RhoSize].CopyTo(publicKey[BraidSizes.Vector..]);
        Sha3.Hash(publicKey, hash);
        return CryptographicOperations.FixedTimeEquals(hash, header[RhoSize..BraidSizes.Header])
            && KeyEncapsulation.Of768.IsValid(publicKey);
    }

    /// <summary>Step one: the shared key and the first 960 bytes of the ciphertext.</summary>
    internal static byte[] EncapsulateFirst(ReadOnlySpan<byte> header, ReadOnlySpan<byte> message, Span<byte> sharedKey)
    {
        LatticeEncryption encryption = LatticeEncryption.Of768;
        Span<byte> randomness = stackalloc byte[LatticeEncryption.RandomnessSize];
        Span<int> secret = stackalloc int[encryption.SecretLength];
        KeyEncapsulation.DeriveKeyAndRandomness(message, header[RhoSize..BraidSizes.Header], sharedKey, randomness);
        encryption.SampleSecret(randomness, secret);
        byte[] ciphertext = new byte[BraidSizes.FirstCiphertext];
        encryption.EncryptFirst(header[..RhoSize], randomness, secret, ciphertext);
        secret.Clear();
        CryptographicOperations.ZeroMemory(randomness);
        return ciphertext;
    }

    /// <summary>Step two: the last 128 bytes of the ciphertext, from the same m and a vector that fits the header.</summary>
    internal static void EncapsulateSecond(
        ReadOnlySpan<byte> header, ReadOnlySpan<byte> message, ReadOnlySpan<byte> vector, Span<byte> ciphertext)
    {
        LatticeEncryption encryption = LatticeEncryption.Of768;
        Span<byte> randomness = stackalloc byte[LatticeEncryption.RandomnessSize], sharedKey = stackalloc byte[SharedKeySize];
        Span<int> secret = stackalloc int[encryption.SecretLength];
        KeyEncapsulation.DeriveKeyAndRandomness(message, header[RhoSize..BraidSizes.Header], sharedKey, randomness);
        encryption.SampleSecret(randomness, secret);
        encryption.EncryptSecond(vector, message, randomness, secret, ciphertext);
        secret.Clear();
        CryptographicOperations.ZeroMemory(randomness);
        CryptographicOperations.ZeroMemory(sharedKey);
    }
}
