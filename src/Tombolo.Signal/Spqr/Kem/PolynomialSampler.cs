using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// Random polynomials of FIPS 203 section 4.2.2. SHAKE is BouncyCastle's, because the browser runtime has none.
/// </summary>
internal sealed class PolynomialSampler
{
    private const int RateOfShake128 = 168;

    private readonly ShakeDigest _shake128 = new(128);
    private readonly ShakeDigest _shake256 = new(256);

    /// <summary>Algorithm 7: one element of the matrix, in the transformed domain. The seed is public.</summary>
    internal void SampleUniform(ReadOnlySpan<byte> seed, byte first, byte second, Span<int> polynomial)
    {
        Span<byte> block = stackalloc byte[RateOfShake128];
        _shake128.Reset();
        _shake128.BlockUpdate(seed);
        _shake128.Update(first);
        _shake128.Update(second);
        int filled = 0;
        while (filled < NumberTheoreticTransform.Length)
        {
            _shake128.Output(block);
            filled = TakeCandidates(block, polynomial, filled);
        }
    }

    /// <summary>Algorithm 8 with eta = 2 over PRF(seed, nonce). The seed is secret.</summary>
    internal void SampleNoise(ReadOnlySpan<byte> seed, byte nonce, Span<int> polynomial)
    {
        Span<byte> random = stackalloc byte[NumberTheoreticTransform.Length / 2];
        _shake256.Reset();
        _shake256.BlockUpdate(seed);
        _shake256.Update(nonce);
        _shake256.OutputFinal(random);
        for (int i = 0; i < random.Length; i++)
        {
            polynomial[2 * i] = Noise(random[i]);
            polynomial[(2 * i) + 1] = Noise(random[i] >> 4);
        }

        CryptographicOperations.ZeroMemory(random);
    }

    private static int TakeCandidates(ReadOnlySpan<byte> block, Span<int> polynomial, int filled)
    {
        for (int i = 0; i < block.Length; i += 3)
        {
            int low = block[i] | ((block[i + 1] & 15) << 8);
            int high = (block[i + 1] >> 4) | (block[i + 2] << 4);
            if (low < KemField.Modulus && filled < polynomial.Length)
            {
                polynomial[filled++] = low;
            }

            if (high < KemField.Modulus && filled < polynomial.Length)
            {
                polynomial[filled++] = high;
            }
        }

        return filled;
    }

    private static int Noise(int bits) =>
        KemField.Subtract((bits & 1) + ((bits >> 1) & 1), ((bits >> 2) & 1) + ((bits >> 3) & 1));
}
