using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// The transform of FIPS 203 section 4.3 on polynomials of 256 coefficients in 0 .. q-1, eight coefficients at a time
/// where the processor has wide registers and the distance allows.
/// </summary>
internal static class NumberTheoreticTransform
{
    internal const int Length = 256;

    private const int Root = 17;
    private const int Wide = 8;

    /// <summary>128^-1 mod q.</summary>
    private const int InverseScale = 3303;

    private static readonly int[] Zetas = PowersOfRoot(i => BitReverse7(i));

    /// <summary>1 and gamma in turn, as the products of coefficient pairs need them.</summary>
    private static readonly int[] Gammas = [.. PowersOfRoot(i => (2 * BitReverse7(i)) + 1).SelectMany(gamma => (int[])[1, gamma])];

    /// <summary>Algorithm 9.</summary>
    internal static void Forward(Span<int> polynomial)
    {
        int index = 1;
        for (int length = 128; length >= 2; length >>= 1)
        {
            for (int start = 0; start < Length; start += 2 * length)
            {
                ForwardButterflies(polynomial.Slice(start, length), polynomial.Slice(start + length, length), Zetas[index++]);
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
                InverseButterflies(polynomial.Slice(start, length), polynomial.Slice(start + length, length), Zetas[index--]);
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
        if (Vector256.IsHardwareAccelerated)
        {
            for (int i = 0; i < Length; i += Wide)
            {
                MultiplyAddWide(left.Slice(i, Wide), right.Slice(i, Wide), Gammas.AsSpan(i, Wide), sum.Slice(i, Wide));
            }

            return;
        }

        for (int i = 0; i < Length; i += 2)
        {
            int highs = KemField.Multiply(KemField.Multiply(left[i + 1], right[i + 1]), Gammas[i + 1]);
            int even = KemField.Add(KemField.Multiply(left[i], right[i]), highs);
            int odd = KemField.Add(KemField.Multiply(left[i], right[i + 1]), KemField.Multiply(left[i + 1], right[i]));
            sum[i] = KemField.Add(sum[i], even);
            sum[i + 1] = KemField.Add(sum[i + 1], odd);
        }
    }

    private static void ForwardButterflies(Span<int> low, Span<int> high, int zeta)
    {
        if (Vector256.IsHardwareAccelerated && low.Length >= Wide)
        {
            Vector256<int> factor = Vector256.Create(zeta);
            for (int j = 0; j < low.Length; j += Wide)
            {
                Vector256<int> first = Vector256.Create(low.Slice(j, Wide));
                Vector256<int> product = KemField.Multiply(factor, Vector256.Create(high.Slice(j, Wide)));
                KemField.Subtract(first, product).CopyTo(high.Slice(j, Wide));
                KemField.Add(first, product).CopyTo(low.Slice(j, Wide));
            }

            return;
        }

        for (int j = 0; j < low.Length; j++)
        {
            int product = KemField.Multiply(zeta, high[j]);
            high[j] = KemField.Subtract(low[j], product);
            low[j] = KemField.Add(low[j], product);
        }
    }

    private static void InverseButterflies(Span<int> low, Span<int> high, int zeta)
    {
        if (Vector256.IsHardwareAccelerated && low.Length >= Wide)
        {
            Vector256<int> factor = Vector256.Create(zeta);
            for (int j = 0; j < low.Length; j += Wide)
            {
                Vector256<int> first = Vector256.Create(low.Slice(j, Wide)), second = Vector256.Create(high.Slice(j, Wide));
                KemField.Add(first, second).CopyTo(low.Slice(j, Wide));
                KemField.Multiply(factor, KemField.Subtract(second, first)).CopyTo(high.Slice(j, Wide));
            }

            return;
        }

        for (int j = 0; j < low.Length; j++)
        {
            int first = low[j];
            low[j] = KemField.Add(first, high[j]);
            high[j] = KemField.Multiply(zeta, KemField.Subtract(high[j], first));
        }
    }

    /// <summary>Four pairs: the straight products in one register, the crossed ones in another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAddWide(ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<int> gammas, Span<int> sum)
    {
        Vector256<int> swapped = Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6);
        Vector256<int> a = Vector256.Create(left), b = Vector256.Create(right);
        Vector256<int> straight = KemField.Multiply(KemField.Multiply(a, b), Vector256.Create(gammas));
        Vector256<int> crossed = KemField.Multiply(a, Vector256.Shuffle(b, swapped));
        straight = KemField.Add(straight, Vector256.Shuffle(straight, swapped));
        crossed = KemField.Add(crossed, Vector256.Shuffle(crossed, swapped));
        Vector256<int> product = Vector256.ConditionalSelect(Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0), straight, crossed);
        KemField.Add(Vector256.Create((ReadOnlySpan<int>)sum), product).CopyTo(sum);
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
