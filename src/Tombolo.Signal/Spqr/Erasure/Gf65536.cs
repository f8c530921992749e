namespace Tombolo.Signal.Spqr;

/// <summary>
/// The field GF(2^16) with the polynomial x^16 + x^12 + x^3 + x + 1. It only ever touches chunks and chunk numbers, which
/// travel in the clear.
/// </summary>
internal static class Gf65536
{
    private const uint Polynomial = 0x1100B;

    internal static ushort Multiply(ushort left, ushort right)
    {
        uint product = 0;
        for (int bit = 15; bit >= 0; bit--)
        {
            product <<= 1;
            product ^= (0u - (product >> 16)) & Polynomial;
            product ^= (0u - (((uint)right >> bit) & 1)) & left;
        }

        return (ushort)product;
    }

    /// <summary>The inverse of a value other than zero (zero gives zero): the power 2^16 - 2.</summary>
    internal static ushort Invert(ushort value)
    {
        ushort result = 1;
        ushort power = value;
        for (int i = 1; i < 16; i++)
        {
            power = Multiply(power, power);
            result = Multiply(result, power);
        }

        return result;
    }
}
