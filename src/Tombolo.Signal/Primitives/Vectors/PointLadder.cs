using System.Runtime.CompilerServices;

namespace Tombolo.Signal;

/// <summary>Multiplication of a public point that has no table: four doublings and an addition for each digit.</summary>
internal static class PointLadder
{
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

    [InlineArray(2 * PointTable.Largest)]
    private struct Multiples
    {
        private CachedPoint _first;
    }
}
