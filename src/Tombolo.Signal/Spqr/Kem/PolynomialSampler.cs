using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// Random polynomials of FIPS 203 section 4.2.2, four at a time where the processor has wide registers. Elsewhere SHAKE is
/// BouncyCastle's, because the browser runtime has none.
/// </summary>
[SkipLocalsInit]
internal static class PolynomialSampler
{
    internal const int AtOnce = KeccakFour.Lanes;

    private const int SeedSize = 32;
    private const int RateOfShake128 = 168;
    private const int RateOfShake256 = 136;
    private const int NoiseSize = NumberTheoreticTransform.Length / 2;

    /// <summary>
    /// Algorithm 7 for elements of the matrix in the transformed domain: <paramref name="indices"/> holds the two index bytes
    /// of each, <paramref name="polynomials"/> takes as many. The seed is public.
    /// </summary>
    internal static void SampleUniform(ReadOnlySpan<byte> seed, ReadOnlySpan<(byte First, byte Second)> indices, Span<int> polynomials)
    {
        for (int start = 0; start < indices.Length; start += AtOnce)
        {
            ReadOnlySpan<(byte First, byte Second)> some = indices.Slice(start, Math.Min(AtOnce, indices.Length - start));
            Span<int> target = polynomials.Slice(start * NumberTheoreticTransform.Length, some.Length * NumberTheoreticTransform.Length);
            if (KeccakFour.IsSupported)
            {
                SampleUniformTogether(seed, some, target);
            }
            else
            {
                SampleUniformOneByOne(seed, some, target);
            }
        }
    }

    /// <summary>Algorithm 8 with eta = 2 over PRF(seed, nonce) for consecutive nonces. The seed is secret.</summary>
    internal static void SampleNoise(ReadOnlySpan<byte> seed, byte firstNonce, Span<int> polynomials)
    {
        const int Length = NumberTheoreticTransform.Length;
        for (; !polynomials.IsEmpty; firstNonce += AtOnce)
        {
            int count = Math.Min(AtOnce, polynomials.Length / Length);
            SampleSomeNoise(seed, firstNonce, polynomials[..(count * Length)]);
            polynomials = polynomials[(count * Length)..];
        }
    }

    private static void SampleUniformTogether(ReadOnlySpan<byte> seed, ReadOnlySpan<(byte First, byte Second)> indices, Span<int> polynomials)
    {
        const int InputSize = SeedSize + 2;
        Span<byte> inputs = stackalloc byte[AtOnce * InputSize], blocks = stackalloc byte[AtOnce * RateOfShake128];
        Span<Vector256<ulong>> state = stackalloc Vector256<ulong>[KeccakFour.StateSize];
        for (int lane = 0; lane < AtOnce; lane++)
        {
            Span<byte> input = inputs.Slice(lane * InputSize, InputSize);
            seed.CopyTo(input);
            (input[^2], input[^1]) = indices[Math.Min(lane, indices.Length - 1)];
        }

        KeccakFour.Absorb(state, inputs, InputSize, RateOfShake128);
        Span<int> filled = stackalloc int[AtOnce];
        filled.Clear();
        for (bool complete = false; !complete;)
        {
            KeccakFour.Squeeze(state, blocks, RateOfShake128);
            complete = true;
            for (int lane = 0; lane < indices.Length; lane++)
            {
                Span<int> polynomial = polynomials.Slice(lane * NumberTheoreticTransform.Length, NumberTheoreticTransform.Length);
                filled[lane] = TakeCandidates(blocks.Slice(lane * RateOfShake128, RateOfShake128), polynomial, filled[lane]);
                complete &= filled[lane] == polynomial.Length;
            }
        }
    }

    private static void SampleUniformOneByOne(ReadOnlySpan<byte> seed, ReadOnlySpan<(byte First, byte Second)> indices, Span<int> polynomials)
    {
        ShakeDigest shake = new(128);
        Span<byte> block = stackalloc byte[RateOfShake128];
        foreach ((byte first, byte second) in indices)
        {
            shake.Reset();
            shake.BlockUpdate(seed);
            shake.Update(first);
            shake.Update(second);
            int filled = 0;
            while (filled < NumberTheoreticTransform.Length)
            {
                shake.Output(block);
                filled = TakeCandidates(block, polynomials[..NumberTheoreticTransform.Length], filled);
            }

            polynomials = polynomials[NumberTheoreticTransform.Length..];
        }
    }

    private static void SampleSomeNoise(ReadOnlySpan<byte> seed, byte firstNonce, Span<int> polynomials)
    {
        Span<byte> random = stackalloc byte[AtOnce * RateOfShake256];
        if (KeccakFour.IsSupported)
        {
            const int InputSize = SeedSize + 1;
            Span<byte> inputs = stackalloc byte[AtOnce * InputSize];
            Span<Vector256<ulong>> state = stackalloc Vector256<ulong>[KeccakFour.StateSize];
            for (int lane = 0; lane < AtOnce; lane++)
            {
                seed.CopyTo(inputs[(lane * InputSize)..]);
                inputs[(lane * InputSize) + SeedSize] = (byte)(firstNonce + lane);
            }

            KeccakFour.Absorb(state, inputs, InputSize, RateOfShake256);
            KeccakFour.Squeeze(state, random, RateOfShake256);
            state.Clear();
            inputs.Clear();
        }
        else
        {
            ShakeDigest shake = new(256);
            for (int lane = 0; lane < polynomials.Length / NumberTheoreticTransform.Length; lane++)
            {
                shake.BlockUpdate(seed);
                shake.Update((byte)(firstNonce + lane));
                shake.OutputFinal(random.Slice(lane * RateOfShake256, NoiseSize));
            }
        }

        for (int i = 0; i < polynomials.Length / 2; i++)
        {
            int bits = random[(i / NoiseSize * RateOfShake256) + (i % NoiseSize)];
            polynomials[2 * i] = Noise(bits);
            polynomials[(2 * i) + 1] = Noise(bits >> 4);
        }

        CryptographicOperations.ZeroMemory(random);
    }

    /// <summary>Without branches on the candidates as long as there is room for both: a fifth is refused, at random.</summary>
    private static int TakeCandidates(ReadOnlySpan<byte> block, Span<int> polynomial, int filled)
    {
        int i = 0;
        for (; i < block.Length - 2 && filled < polynomial.Length - 1; i += 3)
        {
            (int low, int high) = Candidates(block, i);
            polynomial[filled] = low;
            filled += (int)((uint)(low - KemField.Modulus) >> 31);
            polynomial[filled] = high;
            filled += (int)((uint)(high - KemField.Modulus) >> 31);
        }

        for (; i < block.Length - 2 && filled < polynomial.Length; i += 3)
        {
            (int low, int high) = Candidates(block, i);
            polynomial[filled] = low < KemField.Modulus ? low : high;
            filled += low < KemField.Modulus || high < KemField.Modulus ? 1 : 0;
        }

        return filled;
    }

    private static (int Low, int High) Candidates(ReadOnlySpan<byte> block, int at) =>
        (block[at] | ((block[at + 1] & 15) << 8), (block[at + 1] >> 4) | (block[at + 2] << 4));

    private static int Noise(int bits) =>
        KemField.Subtract((bits & 1) + ((bits >> 1) & 1), ((bits >> 2) & 1) + ((bits >> 3) & 1));
}
