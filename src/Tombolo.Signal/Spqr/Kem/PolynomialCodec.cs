namespace Tombolo.Signal.Spqr;

/// <summary>
/// Packed forms of a polynomial: FIPS 203 ByteEncode and ByteDecode (section 4.2.1), low bits first, with compression for
/// fewer than 12 bits. The time depends on the number of bits only.
/// </summary>
internal static class PolynomialCodec
{
    /// <summary>Bits of an uncompressed coefficient.</summary>
    internal const int FullBits = 12;

    /// <summary>(q + 1) / 2: a message bit of one.</summary>
    private const int One = 1665;

    internal static int Size(int bits) => bits * NumberTheoreticTransform.Length / 8;

    /// <summary>Reads 12-bit coefficients as they stand; whoever read them from a stranger checks that they are below q.</summary>
    internal static void Decode(ReadOnlySpan<byte> packed, Span<int> polynomial)
    {
        for (int i = 0; i < polynomial.Length / 2; i++)
        {
            polynomial[2 * i] = packed[3 * i] | ((packed[(3 * i) + 1] & 15) << 8);
            polynomial[(2 * i) + 1] = (packed[(3 * i) + 1] >> 4) | (packed[(3 * i) + 2] << 4);
        }
    }

    internal static void Encode(ReadOnlySpan<int> polynomial, Span<byte> packed)
    {
        for (int i = 0; i < polynomial.Length / 2; i++)
        {
            int low = polynomial[2 * i], high = polynomial[(2 * i) + 1];
            packed[3 * i] = (byte)low;
            packed[(3 * i) + 1] = (byte)((low >> 8) | (high << 4));
            packed[(3 * i) + 2] = (byte)(high >> 4);
        }
    }

    internal static void Compress(ReadOnlySpan<int> polynomial, int bits, Span<byte> packed)
    {
        ulong pending = 0;
        int count = 0, position = 0;
        foreach (int coefficient in polynomial)
        {
            pending |= (ulong)(uint)KemField.Compress(coefficient, bits) << count;
            for (count += bits; count >= 8; count -= 8)
            {
                packed[position++] = (byte)pending;
                pending >>= 8;
            }
        }
    }

    internal static void Decompress(ReadOnlySpan<byte> packed, int bits, Span<int> polynomial)
    {
        ulong pending = 0;
        int count = 0, position = 0;
        for (int i = 0; i < polynomial.Length; i++)
        {
            for (; count < bits; count += 8)
            {
                pending |= (ulong)packed[position++] << count;
            }

            polynomial[i] = KemField.Decompress((int)pending & ((1 << bits) - 1), bits);
            pending >>= bits;
            count -= bits;
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

    /// <summary>The nearest message bit of each coefficient.</summary>
    internal static void EncodeMessage(ReadOnlySpan<int> polynomial, Span<byte> message)
    {
        message.Clear();
        for (int i = 0; i < polynomial.Length; i++)
        {
            message[i >> 3] |= (byte)(KemField.Compress(polynomial[i], 1) << (i & 7));
        }
    }
}
