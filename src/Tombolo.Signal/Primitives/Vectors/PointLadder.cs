using System.Runtime.CompilerServices;

namespace Tombolo.Signal;

/// <summary>Multiplication of a public point that has no table: four doublings and an addition for each digit.</summary>
internal static class PointLadder
{
    private const int Largest = 8;

    /// <summary>The point times a public scalar, given as 64 signed digits.</summary>
    public static VectorPoint Multiply(in AffinePoint point, ReadOnlySpan<sbyte> digits)
    {
        Unsafe.SkipInit(out Multiples multiples);
        Fill(multiples, VectorPoint.FromAffine(point.X, point.Y));
        VectorPoint sum = VectorPoint.Neutral;
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            sum = sum.Double().Double().Double().Double();
            if (digits[i] != 0)
            {
                CachedPoint multiple = multiples[Math.Abs((int)digits[i]) - 1];
                sum = sum.Add(digits[i] < 0 ? multiple.Negate() : multiple);
            }
        }

        return sum;
    }

    private static void Fill(Span<CachedPoint> multiples, in VectorPoint point)
    {
        multiples[0] = point.ToCached();
        VectorPoint multiple = point;
        for (int i = 1; i < Largest; i++)
        {
            multiple = multiple.Add(multiples[0]);
            multiples[i] = multiple.ToCached();
        }
    }

    [InlineArray(Largest)]
    private struct Multiples
    {
        private CachedPoint _first;
    }
}
