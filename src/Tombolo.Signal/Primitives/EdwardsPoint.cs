namespace Tombolo.Signal;

/// <summary>
/// A point of edwards25519 in extended homogeneous coordinates with the complete formulas of RFC 8032 section 5.1.4.
/// Only what signing needs: constant-time multiplication of the base point, and the encoding.
/// </summary>
internal readonly struct EdwardsPoint
{
    private static readonly EdwardsPoint[] BaseMultiples = SmallMultiples(FromAffine(EdwardsConstants.BaseX, EdwardsConstants.BaseY));

    private readonly FieldElement _x, _y, _z, _t;

    private EdwardsPoint(in FieldElement x, in FieldElement y, in FieldElement z, in FieldElement t) =>
        (_x, _y, _z, _t) = (x, y, z, t);

    private static EdwardsPoint Neutral => new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    /// <summary>scalar * B for a 32-byte little-endian scalar below 2^256, four bits at a time, every table entry read each time.</summary>
    public static EdwardsPoint MultiplyBase(ReadOnlySpan<byte> scalar)
    {
        EdwardsPoint result = Neutral;
        for (int i = 63; i >= 0; i--)
        {
            result = result.Double().Double().Double().Double();
            int nibble = (scalar[i >> 1] >> ((i & 1) * 4)) & 15;
            result = result.Add(Lookup(nibble));
        }

        return result;
    }

    /// <summary>RFC 8032 section 5.1.2: y with the lowest bit of x in the top bit.</summary>
    public void Encode(Span<byte> bytes)
    {
        FieldElement inverse = _z.Invert();
        Span<byte> x = stackalloc byte[32];
        (_x * inverse).Encode(x);
        (_y * inverse).Encode(bytes);
        bytes[31] |= (byte)((x[0] & 1) << 7);
        x.Clear();
    }

    private EdwardsPoint Add(in EdwardsPoint other)
    {
        FieldElement a = (_y - _x) * (other._y - other._x);
        FieldElement b = (_y + _x) * (other._y + other._x);
        FieldElement c = _t * EdwardsConstants.TwoD * other._t;
        FieldElement zz = _z * other._z;
        FieldElement d = zz + zz;
        FieldElement e = b - a, f = d - c, g = d + c, h = b + a;
        return new(e * f, g * h, f * g, e * h);
    }

    private EdwardsPoint Double()
    {
        FieldElement a = _x.Square();
        FieldElement b = _y.Square();
        FieldElement zz = _z.Square();
        FieldElement c = zz + zz;
        FieldElement h = a + b;
        FieldElement e = h - (_x + _y).Square();
        FieldElement g = a - b;
        FieldElement f = c + g;
        return new(e * f, g * h, f * g, e * h);
    }

    private static EdwardsPoint Lookup(int index)
    {
        FieldElement x = FieldElement.Zero, y = FieldElement.Zero, z = FieldElement.Zero, t = FieldElement.Zero;
        for (int i = 0; i < BaseMultiples.Length; i++)
        {
            // All ones when i == index: (i ^ index) - 1 borrows only then.
            ulong mask = (ulong)((long)((i ^ index) - 1) >> 63);
            ref readonly EdwardsPoint entry = ref BaseMultiples[i];
            x = FieldElement.Select(x, entry._x, mask);
            y = FieldElement.Select(y, entry._y, mask);
            z = FieldElement.Select(z, entry._z, mask);
            t = FieldElement.Select(t, entry._t, mask);
        }

        return new(x, y, z, t);
    }

    private static EdwardsPoint FromAffine(in FieldElement x, in FieldElement y) => new(x, y, FieldElement.One, x * y);

    private static EdwardsPoint[] SmallMultiples(in EdwardsPoint point)
    {
        EdwardsPoint[] multiples = new EdwardsPoint[16];
        multiples[0] = Neutral;
        for (int i = 1; i < multiples.Length; i++)
        {
            multiples[i] = multiples[i - 1].Add(point);
        }

        return multiples;
    }
}
