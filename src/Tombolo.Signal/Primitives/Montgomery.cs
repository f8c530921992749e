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

        Span<byte> point = stackalloc byte[32];
        ToEdwards(u, 0, point);
        return primitives.IsInPrimeOrderSubgroup(point);
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
