namespace Tombolo.Signal;

/// <summary>A public scalar in radix 16 with digits from -8 to 8, so that tables need the multiples 1 to 8 only.</summary>
internal static class SignedDigits
{
    public const int Count = 64;

    /// <summary>Recodes a little-endian scalar below 2^253.</summary>
    public static void Recode(ReadOnlySpan<byte> scalar, Span<sbyte> digits)
    {
        int carry = 0;
        for (int i = 0; i < Count; i++)
        {
            int digit = ((scalar[i / 2] >> (4 * (i % 2))) & 15) + carry;
            carry = i < Count - 1 && digit >= 8 ? 1 : 0;
            digits[i] = (sbyte)(digit - (16 * carry));
        }
    }
}
