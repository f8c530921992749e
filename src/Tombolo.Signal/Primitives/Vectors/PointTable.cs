namespace Tombolo.Signal;

/// <summary>
/// Multiples of one public point that make every further multiplication of it cheap: for each of sixteen places 2^(16 j),
/// the multiples 1 to 8 and -1 to -8 in cached form (80 KB). A scalar is then 64 additions and 12 doublings.
/// </summary>
internal sealed class PointTable
{
    private const int Places = 16, DigitsPerPlace = SignedDigits.Count / Places;

    /// <summary>The largest digit.</summary>
    public const int Largest = 8;

    // Multiples -8 to 8 without 0 are at 0 to 7 and 8 to 15.
    private readonly CachedPoint[] _multiples = new CachedPoint[Places * 2 * Largest];

    public PointTable(in AffinePoint point)
    {
        VectorPoint place = VectorPoint.FromAffine(point.X, point.Y);
        for (int j = 0; j < Places; j++)
        {
            FillPlace(_multiples.AsSpan(j * 2 * Largest, 2 * Largest), place);
            for (int i = 0; i < 16 && j < Places - 1; i++)
            {
                place = place.Double();
            }
        }
    }

    /// <summary>The base point of RFC 8032.</summary>
    public static PointTable Base { get; } = new(new AffinePoint(EdwardsConstants.BaseX, EdwardsConstants.BaseY));

    /// <summary>The multiples of the point itself.</summary>
    public ReadOnlySpan<CachedPoint> FirstPlace => _multiples.AsSpan(0, 2 * Largest);

    /// <summary>a * first + b * second, for digits of a and b.</summary>
    public static VectorPoint MultiplyAdd(PointTable first, ReadOnlySpan<sbyte> a, PointTable second, ReadOnlySpan<sbyte> b)
    {
        VectorPoint sum = VectorPoint.Neutral;
        for (int row = DigitsPerPlace - 1; row >= 0; row--)
        {
            if (row < DigitsPerPlace - 1)
            {
                sum = sum.Double().Double().Double().Double();
            }

            for (int j = 0; j < Places; j++)
            {
                first.AddMultiple(ref sum, j, a[(DigitsPerPlace * j) + row]);
                second.AddMultiple(ref sum, j, b[(DigitsPerPlace * j) + row]);
            }
        }

        return sum;
    }

    /// <summary>Writes the multiples -8 to -1 and 1 to 8 of a point.</summary>
    public static void FillPlace(Span<CachedPoint> multiples, in VectorPoint point)
    {
        CachedPoint one = point.ToCached();
        VectorPoint multiple = point;
        for (int i = 1; i <= Largest; i++)
        {
            CachedPoint cached = i == 1 ? one : multiple.ToCached();
            multiples[Largest + i - 1] = cached;
            multiples[Largest - i] = cached.Negate();
            multiple = multiple.Add(one);
        }
    }

    /// <summary>Place of a digit's multiple among those of <see cref="FillPlace"/>; the digit is not 0.</summary>
    public static int IndexOf(sbyte digit) => digit < 0 ? Largest + digit : Largest + digit - 1;

    private void AddMultiple(ref VectorPoint sum, int place, sbyte digit)
    {
        if (digit != 0)
        {
            sum = sum.Add(_multiples[(place * 2 * Largest) + IndexOf(digit)]);
        }
    }
}
