using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// The public-key encryption inside ML-KEM (K-PKE, FIPS 203 section 5), with the ciphertext's two parts made one by one.
/// No branch, index or division depends on a secret.
/// </summary>
/// <param name="rank">k: 3 for ML-KEM-768, 4 for ML-KEM-1024.</param>
/// <param name="firstBits">d_u: bits a coefficient of the first part.</param>
/// <param name="secondBits">d_v: bits a coefficient of the second part.</param>
[SkipLocalsInit]
internal sealed class LatticeEncryption(int rank, int firstBits, int secondBits)
{
    internal const int RhoSize = 32;
    internal const int MessageSize = 32;
    internal const int RandomnessSize = 32;

    private const int Length = NumberTheoreticTransform.Length;
    private const int MaxRank = 4;

    internal static LatticeEncryption Of768 { get; } = new(3, 10, 4);

    internal static LatticeEncryption Of1024 { get; } = new(4, 11, 5);

    internal int VectorSize { get; } = rank * PolynomialCodec.Size(PolynomialCodec.FullBits);

    internal int FirstSize { get; } = rank * PolynomialCodec.Size(firstBits);

    internal int SecondSize { get; } = PolynomialCodec.Size(secondBits);

    internal int CiphertextSize => FirstSize + SecondSize;

    /// <summary>Size of the polynomials y in the transformed domain, which both parts need.</summary>
    internal int SecretLength => rank * Length;

    /// <summary>Algorithm 13: the encoded secret s and the encoded t with rho, from the 32 bytes d.</summary>
    internal void GenerateKeyPair(ReadOnlySpan<byte> d, Span<byte> secretVector, Span<byte> publicKey)
    {
        Span<byte> input = stackalloc byte[33], seeds = stackalloc byte[64];
        d.CopyTo(input);
        input[32] = (byte)rank;
        Sha3Digest digest = new(512);
        digest.BlockUpdate(input);
        digest.DoFinal(seeds);
        ReadOnlySpan<byte> rho = seeds[..RhoSize], sigma = seeds[RhoSize..];

        Span<int> secret = stackalloc int[MaxRank * Length], row = stackalloc int[MaxRank * Length];
        Span<int> sum = stackalloc int[Length], noise = stackalloc int[Length];
        SampleSecret(sigma, secret[..SecretLength]);
        for (int i = 0; i < rank; i++)
        {
            SampleRow(rho, i, transposed: false, row);
            Multiply(row, secret, sum);
            PolynomialSampler.SampleNoise(sigma, (byte)(rank + i), noise);
            NumberTheoreticTransform.Forward(noise);
            AddTo(sum, noise);
            int offset = i * PolynomialCodec.Size(PolynomialCodec.FullBits);
            PolynomialCodec.Encode(sum, publicKey[offset..]);
            PolynomialCodec.Encode(secret.Slice(i * Length, Length), secretVector[offset..]);
        }

        rho.CopyTo(publicKey[VectorSize..]);
        Clear(input, seeds);
        Clear(secret, sum, noise);
    }

    /// <summary>y of algorithm 14, transformed.</summary>
    internal void SampleSecret(ReadOnlySpan<byte> randomness, Span<int> secret)
    {
        PolynomialSampler.SampleNoise(randomness, 0, secret);
        for (int i = 0; i < rank; i++)
        {
            NumberTheoreticTransform.Forward(secret.Slice(i * Length, Length));
        }
    }

    /// <summary>Algorithm 14, the part that needs only rho: u, compressed.</summary>
    internal void EncryptFirst(ReadOnlySpan<byte> rho, ReadOnlySpan<byte> randomness, ReadOnlySpan<int> secret, Span<byte> ciphertext)
    {
        Span<int> row = stackalloc int[MaxRank * Length], errors = stackalloc int[MaxRank * Length], sum = stackalloc int[Length];
        PolynomialSampler.SampleNoise(randomness, (byte)rank, errors[..SecretLength]);
        for (int i = 0; i < rank; i++)
        {
            SampleRow(rho, i, transposed: true, row);
            Multiply(row, secret, sum);
            NumberTheoreticTransform.Inverse(sum);
            AddTo(sum, errors.Slice(i * Length, Length));
            PolynomialCodec.Compress(sum, firstBits, ciphertext[(i * PolynomialCodec.Size(firstBits))..]);
        }

        Clear(errors, sum, sum);
    }

    /// <summary>Algorithm 14, the part that needs the encoded t: v, compressed.</summary>
    internal void EncryptSecond(
        ReadOnlySpan<byte> vector, ReadOnlySpan<byte> message, ReadOnlySpan<byte> randomness, ReadOnlySpan<int> secret, Span<byte> ciphertext)
    {
        Span<int> elements = stackalloc int[MaxRank * Length], sum = stackalloc int[Length], other = stackalloc int[Length];
        DecodeVector(vector, elements);
        Multiply(elements, secret, sum);
        NumberTheoreticTransform.Inverse(sum);
        PolynomialSampler.SampleNoise(randomness, (byte)(2 * rank), other);
        AddTo(sum, other);
        PolynomialCodec.DecodeMessage(message, other);
        AddTo(sum, other);
        PolynomialCodec.Compress(sum, secondBits, ciphertext);
        Clear(sum, other, other);
    }

    /// <summary>Algorithm 15.</summary>
    internal void Decrypt(ReadOnlySpan<byte> secretVector, ReadOnlySpan<byte> ciphertext, Span<byte> message)
    {
        Span<int> secret = stackalloc int[MaxRank * Length], first = stackalloc int[MaxRank * Length];
        Span<int> sum = stackalloc int[Length], second = stackalloc int[Length];
        DecodeVector(secretVector, secret);
        for (int i = 0; i < rank; i++)
        {
            Span<int> element = first.Slice(i * Length, Length);
            PolynomialCodec.Decompress(ciphertext[(i * PolynomialCodec.Size(firstBits))..], firstBits, element);
            NumberTheoreticTransform.Forward(element);
        }

        Multiply(first, secret, sum);
        NumberTheoreticTransform.Inverse(sum);
        PolynomialCodec.Decompress(ciphertext[FirstSize..], secondBits, second);
        for (int i = 0; i < Length; i++)
        {
            sum[i] = KemField.Subtract(second[i], sum[i]);
        }

        PolynomialCodec.EncodeMessage(sum, message);
        Clear(secret, sum, second);
    }

    /// <summary>FIPS 203 section 7.2: every coefficient of an encoded vector is below q. Public.</summary>
    internal bool IsReduced(ReadOnlySpan<byte> vector)
    {
        Span<int> elements = stackalloc int[MaxRank * Length];
        DecodeVector(vector, elements);
        return !elements[..SecretLength].ContainsAnyExceptInRange(0, KemField.Modulus - 1);
    }

    private static void SampleIndices(int row, bool transposed, Span<(byte First, byte Second)> indices)
    {
        for (int j = 0; j < indices.Length; j++)
        {
            indices[j] = transposed ? ((byte)row, (byte)j) : ((byte)j, (byte)row);
        }
    }

    private void SampleRow(ReadOnlySpan<byte> rho, int index, bool transposed, Span<int> row)
    {
        Span<(byte First, byte Second)> indices = stackalloc (byte, byte)[MaxRank];
        SampleIndices(index, transposed, indices[..rank]);
        PolynomialSampler.SampleUniform(rho, indices[..rank], row);
    }

    private void Multiply(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> sum)
    {
        sum.Clear();
        for (int i = 0; i < rank; i++)
        {
            NumberTheoreticTransform.MultiplyAdd(left.Slice(i * Length, Length), right.Slice(i * Length, Length), sum);
        }
    }

    private void DecodeVector(ReadOnlySpan<byte> vector, Span<int> elements)
    {
        for (int i = 0; i < rank; i++)
        {
            PolynomialCodec.Decode(
                vector[(i * PolynomialCodec.Size(PolynomialCodec.FullBits))..], elements.Slice(i * Length, Length));
        }
    }

    private static void AddTo(Span<int> sum, ReadOnlySpan<int> other)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = KemField.Add(sum[i], other[i]);
        }
    }

    private static void Clear(Span<int> first, Span<int> second, Span<int> third)
    {
        first.Clear();
        second.Clear();
        third.Clear();
    }

    private static void Clear(Span<byte> first, Span<byte> second)
    {
        CryptographicOperations.ZeroMemory(first);
        CryptographicOperations.ZeroMemory(second);
    }
}
