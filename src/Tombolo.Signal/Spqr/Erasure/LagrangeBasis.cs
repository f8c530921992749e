namespace Tombolo.Signal.Spqr;

/// <summary>
/// Interpolation through a fixed set of points: the value of the polynomial at x is a linear combination of its values at
/// the points, and this type computes the coefficients of that combination.
/// </summary>
internal sealed class LagrangeBasis
{
    private readonly ushort[] _points;
    private readonly ushort[] _weights;

    /// <param name="points">Distinct x coordinates.</param>
    internal LagrangeBasis(ReadOnlySpan<ushort> points)
    {
        _points = points.ToArray();
        _weights = new ushort[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            ushort denominator = 1;
            for (int k = 0; k < points.Length; k++)
            {
                if (k != i)
                {
                    denominator = Gf65536.Multiply(denominator, (ushort)(points[i] ^ points[k]));
                }
            }

            _weights[i] = Gf65536.Invert(denominator);
        }
    }

    /// <summary>The basis of a sender, whose points are 0 to n - 1. Built once for each n in use.</summary>
    internal static LagrangeBasis ForFirst(int count) => count switch
    {
        BraidSizes.HeaderChunks => Header.Value,
        BraidSizes.VectorChunks => Vector.Value,
        BraidSizes.FirstCiphertextChunks => FirstCiphertext.Value,
        BraidSizes.SecondCiphertextChunks => SecondCiphertext.Value,
        _ => Build(count),
    };

    /// <summary>Writes one coefficient per point: weight times the product of the distances to all other points.</summary>
    internal void CoefficientsAt(ushort x, Span<ushort> coefficients)
    {
        ushort product = 1;
        for (int i = 0; i < _points.Length; i++)
        {
            coefficients[i] = Gf65536.Multiply(_weights[i], product);
            product = Gf65536.Multiply(product, (ushort)(x ^ _points[i]));
        }

        product = 1;
        for (int i = _points.Length - 1; i >= 0; i--)
        {
            coefficients[i] = Gf65536.Multiply(coefficients[i], product);
            product = Gf65536.Multiply(product, (ushort)(x ^ _points[i]));
        }
    }

    private static readonly Lazy<LagrangeBasis> Header = new(() => Build(BraidSizes.HeaderChunks));
    private static readonly Lazy<LagrangeBasis> Vector = new(() => Build(BraidSizes.VectorChunks));
    private static readonly Lazy<LagrangeBasis> FirstCiphertext = new(() => Build(BraidSizes.FirstCiphertextChunks));
    private static readonly Lazy<LagrangeBasis> SecondCiphertext = new(() => Build(BraidSizes.SecondCiphertextChunks));

    private static LagrangeBasis Build(int count)
    {
        ushort[] points = new ushort[count];
        for (int i = 0; i < count; i++)
        {
            points[i] = (ushort)i;
        }

        return new LagrangeBasis(points);
    }
}
