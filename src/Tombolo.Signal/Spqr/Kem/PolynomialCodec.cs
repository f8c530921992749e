namespace Tombolo.Signal.Spqr;

/// <summary>Packed forms of a polynomial: FIPS 203 ByteEncode and ByteDecode (section 4.2.1), low bits first.</summary>
internal static class PolynomialCodec
{
    internal const int Size12 = 384;
    internal const int Size10 = 320;

    /// <summary>(q + 1) / 2: a message bit of one.</summary>
    private const int One = 1665;

    /// <summary>Reads 12-bit coefficients as they stand; the caller checks that they are below q.</summary>
    internal static void Decode12(ReadOnlySpan<byte> packed, Span<int> polynomial)
    {
        for (int i = 0; i < polynomial.Length / 2; i++)
        {
            polynomial[2 * i] = packed[3 * i] | ((packed[(3 * i) + 1] & 15) << 8);
            polynomial[(2 * i) + 1] = (packed[(3 * i) + 1] >> 4) | (packed[(3 * i) + 2] << 4);
        }
    }

    internal static void Compress10(ReadOnlySpan<int> polynomial, Span<byte> packed)
    {
        for (int i = 0; i < polynomial.Length / 4; i++)
        {
            ulong bits = 0;
            for (int k = 0; k < 4; k++)
            {
                bits |= (ulong)KemField.CompressTo10Bits(polynomial[(4 * i) + k]) << (10 * k);
            }

            for (int k = 0; k < 5; k++)
            {
                packed[(5 * i) + k] = (byte)(bits >> (8 * k));
            }
        }
    }

    internal static void Compress4(ReadOnlySpan<int> polynomial, Span<byte> packed)
    {
        for (int i = 0; i < polynomial.Length / 2; i++)
        {
            int low = KemField.CompressTo4Bits(polynomial[2 * i]);
            packed[i] = (byte)(low | (KemField.CompressTo4Bits(polynomial[(2 * i) + 1]) << 4));
        }
    }

    /// <summary>Each bit of the secret message becomes 0 or (q + 1) / 2, by a mask and not by a branch.</summary>
    internal static void DecodeMessage(ReadOnlySpan<byte> message, Span<int> polynomial)
    {
        for (int i = 0; i < polynomial.Length; i++)
        {
            polynomial[i] = -((message[i >> 3] >> (i & 7)) & 1) & One;
        }
    }
}
