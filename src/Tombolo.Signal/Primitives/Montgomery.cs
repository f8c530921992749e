namespace Tombolo.Signal;

/// <summary>From curve25519 to edwards25519 (RFC 7748 section 4.1), and the check of a base key. Public values only.</summary>
internal static class Montgomery
{
    // 2^255 - 19, little-endian.
    private static ReadOnlySpan<byte> FieldPrime =>
    [
        0xED, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F,
    ];

    // 5 * (2^252 + 27742317777372353535851937790883648493) - 1, little-endian.
    private static ReadOnlySpan<byte> FiveOrdersMinusOne =>
    [
        0xA0, 0x23, 0xCD, 0xD0, 0x83, 0xEF, 0x5B, 0xB8, 0x2F, 0x10, 0xD6, 0x2E, 0x59, 0xE1, 0x5A, 0x68,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x50,
    ];

    /// <summary>y = (u-1)/(u+1) with the given sign bit (0 or 0x80). Whether y lies on the curve is left to the user of the point.</summary>
    public static void ToEdwards(ReadOnlySpan<byte> u, int signBit, Span<byte> encodedPoint)
    {
        FieldElement x = FieldElement.Decode(u);
        FieldElement y = (x - FieldElement.One) * (x + FieldElement.One).Invert();
        y.Encode(encodedPoint);
        encodedPoint[31] |= (byte)signBit;
    }

    /// <summary>Canonical and without a torsion component (signal-wire 5.4): what a handshake's base key must be.</summary>
    public static bool IsCanonicalAndTorsionFree(IPrimitives primitives, ReadOnlySpan<byte> u)
    {
        if (!IsBelowPrime(u))
        {
            return false;
        }

        // e = 5L - 1 (L the group order) is a multiple of 8 and has the bit that X25519 sets: it takes every point to minus
        // its part in the prime-order subgroup. The u-coordinate stays the same exactly when there is no other part.
        Span<byte> image = stackalloc byte[32];
        return primitives.X25519(FiveOrdersMinusOne, u, image) && image.SequenceEqual(u);
    }

    private static bool IsBelowPrime(ReadOnlySpan<byte> u)
    {
        for (int i = 31; i >= 0; i--)
        {
            if (u[i] != FieldPrime[i])
            {
                return u[i] < FieldPrime[i];
            }
        }

        return false;
    }
}
