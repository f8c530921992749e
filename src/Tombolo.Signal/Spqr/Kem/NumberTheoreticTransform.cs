namespace Tombolo.Signal.Spqr;

/// <summary>The transform of FIPS 203 section 4.3 on polynomials of 256 coefficients in 0 .. q-1.</summary>
internal static class NumberTheoreticTransform
{
    internal const int Length = 256;

    private const int Root = 17;

    /// <summary>128^-1 mod q.</summary>
    private const int InverseScale = 3303;

    private static readonly int[] Zetas = PowersOfRoot(i => BitReverse7(i));
    private static readonly int[] Gammas = PowersOfRoot(i => (2 * BitReverse7(i)) + 1);

    /// <summary>Algorithm 9.</summary>
    internal static void Forward(Span<int> polynomial)
    {
        int index = 1;
        for (int length = 128; length >= 2; length >>= 1)
        {
            for (int start = 0; start < Length; start += 2 * length)
            {
                int zeta = Zetas[index++];
                for (int j = start; j < start + length; j++)
                {
                    int product = KemField.Multiply(zeta, polynomial[j + length]);
                    polynomial[j + length] = KemField.Subtract(polynomial[j], product);
                    polynomial[j] = KemField.Add(polynomial[j], product);
                }
            }
        }
    }

    /// <summary>Algorithm 10.</summary>
    internal static void Inverse(Span<int> polynomial)
    {
        int index = 127;
        for (int length = 2; length <= 128; length <<= 1)
        {
            for (int start = 0; start < Length; start += 2 * length)
            {
                int zeta = Zetas[index--];
                for (int j = start; j < start + length; j++)
                {
                    int low = polynomial[j];
                    polynomial[j] = KemField.Add(low, polynomial[j + length]);
                    polynomial[j + length] = KemField.Multiply(zeta, KemField.Subtract(polynomial[j + length], low));
                }
            }
        }

        for (int i = 0; i < Length; i++)
        {
            polynomial[i] = KemField.Multiply(polynomial[i], InverseScale);
        }
    }

    /// <summary>Algorithm 11, adding the product to <paramref name="sum"/>.</summary>
    internal static void MultiplyAdd(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> sum)
    {
        for (int i = 0; i < Length; i += 2)
        {
            int gamma = Gammas[i >> 1];
            int highs = KemField.Multiply(KemField.Multiply(left[i + 1], right[i + 1]), gamma);
            int even = KemField.Add(KemField.Multiply(left[i], right[i]), highs);
            int odd = KemField.Add(
                KemField.Multiply(left[i], right[i + 1]), KemField.Multiply(left[i + 1], right[i]));
            sum[i] = KemField.Add(sum[i], even);
            sum[i + 1] = KemField.Add(sum[i + 1], odd);
        }
    }

    private static int[] PowersOfRoot(Func<int, int> exponent)
    {
        int[] powers = new int[128];
        for (int i = 0; i < powers.Length; i++)
        {
            powers[i] = 1;
            for (int k = exponent(i); k > 0; k--)
            {
                powers[i] = KemField.Multiply(powers[i], Root);
            }
        }

        return powers;
    }

    private static int BitReverse7(int value)
    {
        int reversed = 0;
        for (int bit = 0; bit < 7; bit++)
        {
            reversed = (reversed << 1) | ((value >> bit) & 1);
        }

        return reversed;
    }
}
