using System.Runtime.Intrinsics;

namespace Tombolo.Signal;

/// <summary>
/// A scalar in digits of 4 or 8 bits that may be negative, so that tables need half the multiples. Constant time.
/// </summary>
internal static class SignedDigits
{
    /// <summary>Digits of 256 bits.</summary>
    public static int Count(int digitBits) => 256 / digitBits;

    /// <summary>Recodes a little-endian scalar below 2^253 into digits of 4 bits from -8 to 7, or of 8 from -128 to 127.</summary>
    public static void Recode(ReadOnlySpan<byte> scalar, Span<sbyte> digits, int digitBits)
    {
        int carry = 0, perByte = 8 / digitBits, mask = (1 << digitBits) - 1, half = 1 << (digitBits - 1);
        for (int i = 0; i < Count(digitBits); i++)
        {
            int digit = ((scalar[i / perByte] >> (digitBits * (i % perByte))) & mask) + carry;
            carry = (digit + half) >> digitBits;
            digits[i] = (sbyte)(digit - (carry << digitBits));
        }
    }

    /// <summary>All ones in the lanes whose digit is below zero.</summary>
    public static Vector256<ulong> Negative(ReadOnlySpan<sbyte> four) => (Widen(four) >> 63).AsUInt64();

    /// <summary>The digits without their signs.</summary>
    public static Vector256<ulong> Magnitude(ReadOnlySpan<sbyte> four, Vector256<ulong> negative) =>
        (Widen(four).AsUInt64() ^ negative) - negative;

    private static Vector256<long> Widen(ReadOnlySpan<sbyte> four) => Vector256.Create((long)four[0], four[1], four[2], four[3]);
}
