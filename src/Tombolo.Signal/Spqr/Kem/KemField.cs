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

    /// <summary>Compress of FIPS 203 section 4.2.1 for 4 bits: round(16 x / q) mod 16.</summary>
    internal static int CompressTo4Bits(int value) => (int)(((((uint)value << 4) + 1665) * 80635u) >> 28) & 15;

    /// <summary>Compress of FIPS 203 section 4.2.1 for 10 bits: round(1024 x / q) mod 1024.</summary>
    internal static int CompressTo10Bits(int value) => (int)(((((ulong)value << 10) + 1665) * 1290167) >> 32) & 1023;

    private static int SubtractOnce(int value)
    {
        int reduced = value - Modulus;
        return reduced + ((reduced >> 31) & Modulus);
    }
}
