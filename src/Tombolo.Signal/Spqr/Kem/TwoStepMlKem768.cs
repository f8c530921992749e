using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// ML-KEM-768 (FIPS 203) with the encapsulation cut in two. The first part of the ciphertext needs only the header of the
/// key (rho and H(ek)), so it can travel while the long vector is still on its way; the second part needs the vector. Both
/// parts together are a standard ciphertext.
/// </summary>
/// <remarks>
/// Key generation and decapsulation are those of <see cref="MlKem768"/>. The two steps are ours because no package has them. They take the
/// same time for every secret: no branch, index or division depends on m, y, the errors or the shared key. Between the
/// steps only the 32 bytes m need to be kept; the rest is derived again.
/// </remarks>
internal static class TwoStepMlKem768
{
    internal const int SeedSize = 64;
    internal const int MessageSize = 32;
    internal const int SharedKeySize = 32;

    private const int Rank = 3;
    private const int RhoSize = 32;
    private const int Length = NumberTheoreticTransform.Length;

    /// <summary>Derives the public half of the key pair of <paramref name="seed"/> (d and z, 64 bytes).</summary>
    internal static byte[] DeriveVector(ReadOnlySpan<byte> seed, Span<byte> header)
    {
        byte[] encoded = new byte[MlKem768.PublicKeySize];
        MlKem768.DerivePublicKey(SignalPrimitives.Provider, seed, encoded);
        encoded.AsSpan(BraidSizes.Vector).CopyTo(header);
        HashKey(encoded, header[RhoSize..]);
        return encoded.AsSpan(0, BraidSizes.Vector).ToArray();
    }

    internal static void Decapsulate(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> ciphertext, Span<byte> sharedKey) =>
        MlKem768.Decapsulate(SignalPrimitives.Provider, seed, ciphertext, sharedKey);

    /// <summary>True when the vector belongs to the header and every coefficient is reduced (FIPS 203 section 7.2).</summary>
    internal static bool VectorFits(ReadOnlySpan<byte> header, ReadOnlySpan<byte> vector)
    {
        Span<byte> encoded = stackalloc byte[BraidSizes.Vector + RhoSize];
        vector.CopyTo(encoded);
        header[..RhoSize].CopyTo(encoded[BraidSizes.Vector..]);
        Span<byte> hash = stackalloc byte[32];
        HashKey(encoded, hash);
        if (!CryptographicOperations.FixedTimeEquals(hash, header[RhoSize..BraidSizes.Header]))
        {
            return false;
        }

        Span<int> polynomial = stackalloc int[Length];
        bool reduced = true;
        for (int i = 0; i < Rank; i++)
        {
            PolynomialCodec.Decode12(vector[(i * PolynomialCodec.Size12)..], polynomial);
            foreach (int coefficient in polynomial)
            {
                reduced &= coefficient < KemField.Modulus;
            }
        }

        return reduced;
    }

    /// <summary>Step one: the shared key and the first 960 bytes of the ciphertext.</summary>
    internal static byte[] EncapsulateFirst(ReadOnlySpan<byte> header, ReadOnlySpan<byte> message, Span<byte> sharedKey)
    {
        Span<byte> randomness = stackalloc byte[32];
        Span<int> secret = stackalloc int[Rank * Length];
        DeriveKeyAndRandomness(header, message, sharedKey, randomness);
        PolynomialSampler sampler = new();
        SampleSecret(sampler, randomness, secret);

        byte[] ciphertext = new byte[BraidSizes.FirstCiphertext];
        Span<int> element = stackalloc int[Length];
        Span<int> row = stackalloc int[Length];
        for (int i = 0; i < Rank; i++)
        {
            row.Clear();
            for (int j = 0; j < Rank; j++)
            {
                sampler.SampleUniform(header[..RhoSize], (byte)i, (byte)j, element);
                NumberTheoreticTransform.MultiplyAdd(element, secret.Slice(j * Length, Length), row);
            }

            NumberTheoreticTransform.Inverse(row);
            sampler.SampleNoise(randomness, (byte)(Rank + i), element);
            AddTo(row, element);
            PolynomialCodec.Compress10(row, ciphertext.AsSpan(i * PolynomialCodec.Size10));
        }

        Clear(secret, element, row, randomness);
        return ciphertext;
    }

    /// <summary>Step two: the last 128 bytes of the ciphertext, from the same m and a vector that fits the header.</summary>
    internal static void EncapsulateSecond(
        ReadOnlySpan<byte> header, ReadOnlySpan<byte> message, ReadOnlySpan<byte> vector, Span<byte> ciphertext)
    {
        Span<byte> sharedKey = stackalloc byte[SharedKeySize];
        Span<byte> randomness = stackalloc byte[32];
        Span<int> secret = stackalloc int[Rank * Length];
        DeriveKeyAndRandomness(header, message, sharedKey, randomness);
        PolynomialSampler sampler = new();
        SampleSecret(sampler, randomness, secret);

        Span<int> element = stackalloc int[Length];
        Span<int> sum = stackalloc int[Length];
        sum.Clear();
        for (int i = 0; i < Rank; i++)
        {
            PolynomialCodec.Decode12(vector[(i * PolynomialCodec.Size12)..], element);
            NumberTheoreticTransform.MultiplyAdd(element, secret.Slice(i * Length, Length), sum);
        }

        NumberTheoreticTransform.Inverse(sum);
        sampler.SampleNoise(randomness, 2 * Rank, element);
        AddTo(sum, element);
        PolynomialCodec.DecodeMessage(message, element);
        AddTo(sum, element);
        PolynomialCodec.Compress4(sum, ciphertext);

        Clear(secret, element, sum, randomness);
        CryptographicOperations.ZeroMemory(sharedKey);
    }

    private static void DeriveKeyAndRandomness(
        ReadOnlySpan<byte> header, ReadOnlySpan<byte> message, Span<byte> sharedKey, Span<byte> randomness)
    {
        Span<byte> output = stackalloc byte[64];
        Sha3Digest digest = new(512);
        digest.BlockUpdate(message);
        digest.BlockUpdate(header[RhoSize..BraidSizes.Header]);
        digest.DoFinal(output);
        output[..32].CopyTo(sharedKey);
        output[32..].CopyTo(randomness);
        CryptographicOperations.ZeroMemory(output);
    }

    private static void SampleSecret(PolynomialSampler sampler, ReadOnlySpan<byte> randomness, Span<int> secret)
    {
        for (int i = 0; i < Rank; i++)
        {
            sampler.SampleNoise(randomness, (byte)i, secret.Slice(i * Length, Length));
            NumberTheoreticTransform.Forward(secret.Slice(i * Length, Length));
        }
    }

    private static void HashKey(ReadOnlySpan<byte> encoded, Span<byte> hash)
    {
        Sha3Digest digest = new(256);
        digest.BlockUpdate(encoded);
        digest.DoFinal(hash);
    }

    private static void AddTo(Span<int> sum, ReadOnlySpan<int> other)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = KemField.Add(sum[i], other[i]);
        }
    }

    private static void Clear(Span<int> secret, Span<int> element, Span<int> row, Span<byte> randomness)
    {
        secret.Clear();
        element.Clear();
        row.Clear();
        CryptographicOperations.ZeroMemory(randomness);
    }
}
