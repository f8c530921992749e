using System.Runtime.CompilerServices;

namespace Tombolo.Signal;

/// <summary>Multiplication of a public point that has no table: four doublings and an addition for each digit.</summary>
internal static class PointLadder
{
    // L in radix 16, lowest first (RFC 8032 section 5.1).
    private static ReadOnlySpan<byte> Order =>
    [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];

    /// <summary>a * point + b * base.</summary>
    public static VectorPoint MultiplyAdd(in AffinePoint point, ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        Multiples multiples = default;
        PointTable.FillPlace(multiples, VectorPoint.FromAffine(point.X, point.Y));
        ReadOnlySpan<CachedPoint> baseMultiples = PointTable.Base.FirstPlace;
        VectorPoint sum = VectorPoint.Neutral;
        for (int i = SignedDigits.Count - 1; i >= 0; i--)
        {
            sum = sum.Double().Double().Double().Double();
            if (a[i] != 0)
            {
                sum = sum.Add(multiples[PointTable.IndexOf(a[i])]);
            }

            if (b[i] != 0)
            {
                sum = sum.Add(baseMultiples[PointTable.IndexOf(b[i])]);
            }
        }

        return sum;
    }

    /// <summary>L * point, which is the neutral element exactly for points without a torsion component.</summary>
    public static VectorPoint MultiplyByOrder(in AffinePoint point)
    {
        Span<sbyte> order = stackalloc sbyte[SignedDigits.Count], nothing = stackalloc sbyte[SignedDigits.Count];
        SignedDigits.Recode(Order, order);
        nothing.Clear();
        return MultiplyAdd(point, order, nothing);
    }

    [InlineArray(2 * PointTable.Largest)]
    private struct Multiples
    {
        private CachedPoint _first;
    }
}
