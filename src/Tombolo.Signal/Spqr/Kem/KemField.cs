using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// Arithmetic modulo q = 3329 on values that may be secret: no branch, no table, no division, whatever the value.
/// </summary>
internal static class KemField
{
    internal const int Modulus = 3329;

    /// <summary>Reduces a value below 2^24 to 0 .. q-1.</summary>
    internal static int Reduce(uint value)
    {
        // 5039 = floor(2^24 / q); the quotient is at most one too small.
        uint quotient = (uint)(((ulong)value * 5039) >> 24);
        return SubtractOnce((int)(value - (quotient * Modulus)));
    }

    internal static int Multiply(int left, int right) => Reduce((uint)left * (uint)right);

    internal static int Add(int left, int right) => SubtractOnce(left + right);

    internal static int Subtract(int left, int right) => SubtractOnce(left - right + Modulus);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<int> Multiply(Vector256<int> left, Vector256<int> right)
    {
        // As in Reduce, but in 32 bits throughout: the quotient is then at most one too small too.
        Vector256<uint> product = (left * right).AsUInt32();
        Vector256<uint> quotient = ((product >> 8) * 5039u) >> 16;
        Vector256<uint> rest = product - (quotient * (uint)Modulus);
        return Vector256.Min(rest, rest - Vector256.Create((uint)Modulus)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<int> Add(Vector256<int> left, Vector256<int> right)
    {
        Vector256<uint> sum = (left + right).AsUInt32();
        return Vector256.Min(sum, sum - Vector256.Create((uint)Modulus)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<int> Subtract(Vector256<int> left, Vector256<int> right)
    {
        Vector256<uint> difference = (left - right).AsUInt32();
        return Vector256.Min(difference, difference + Vector256.Create((uint)Modulus)).AsInt32();
    }

    /// <summary>Compress of FIPS 203 section 4.2.1 to any number of bits up to 11: round(2^bits x / q) mod 2^bits.</summary>
    internal static int Compress(int value, int bits)
    {
        // ceil(2^40 / q), exact for every value below q (tested for each).
        ulong scaled = (((ulong)(uint)value << bits) + (Modulus / 2)) * 330282857;
        return (int)(scaled >> 40) & ((1 << bits) - 1);
    }

    /// <summary>Decompress of the same section: round(q y / 2^bits).</summary>
    internal static int Decompress(int value, int bits) => ((value * Modulus) + (1 << (bits - 1))) >> bits;

    private static int SubtractOnce(int value)
    {
        int reduced = value - Modulus;
        return reduced + ((reduced >> 31) & Modulus);
    }
}
