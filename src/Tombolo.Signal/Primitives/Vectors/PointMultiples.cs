namespace Tombolo.Signal;

/// <summary>
/// What tables are made of: for the places 1, 2^w, 2^2w, ... of a scalar's digits the multiples 1 to 2^(w-1) of a point,
/// four neighbouring places side by side, with Z = 1.
/// </summary>
internal static class PointMultiples
{
    /// <summary>Vectors of places: a quarter of the digits of 256 bits.</summary>
    public static int Steps(int digitBits) => SignedDigits.Count(digitBits) / 4;

    /// <summary>The largest digit.</summary>
    public static int Largest(int digitBits) => 1 << (digitBits - 1);

    /// <summary>All multiples, those of a step one behind the other.</summary>
    public static FourSummands[] Compute(in AffinePoint point, int digitBits)
    {
        int steps = Steps(digitBits), largest = Largest(digitBits);
        FourSummands[] ones = Normalize(Places(point, digitBits));
        FourPoints[] multiples = new FourPoints[steps * largest];
        for (int step = 0; step < steps; step++)
        {
            FourPoints multiple = FourPoints.Neutral;
            for (int i = 0; i < largest; i++)
            {
                multiple.Add(ones[step]);
                multiples[(step * largest) + i] = multiple;
            }
        }

        return Normalize(multiples);
    }

    private static FourPoints[] Places(in AffinePoint point, int digitBits)
    {
        VectorPoint[] places = new VectorPoint[SignedDigits.Count(digitBits)];
        places[0] = VectorPoint.FromAffine(point.X, point.Y);
        for (int i = 1; i < places.Length; i++)
        {
            places[i] = places[i - 1];
            for (int bit = 0; bit < digitBits; bit++)
            {
                places[i] = places[i].Double();
            }
        }

        FourPoints[] fours = new FourPoints[places.Length / 4];
        for (int i = 0; i < fours.Length; i++)
        {
            fours[i] = FourPoints.From(places[4 * i], places[(4 * i) + 1], places[(4 * i) + 2], places[(4 * i) + 3]);
        }

        return fours;
    }

    /// <summary>Divides by Z with one inversion for all (Montgomery's trick); Z is never zero on this curve.</summary>
    private static FourSummands[] Normalize(FourPoints[] points)
    {
        FieldVector[] products = new FieldVector[points.Length];
        products[0] = points[0].Z;
        for (int i = 1; i < points.Length; i++)
        {
            products[i] = FieldVector.Multiply(products[i - 1], points[i].Z);
        }

        FourSummands[] summands = new FourSummands[points.Length];
        FieldVector inverse = FieldPowers.Invert(products[^1]);
        for (int i = points.Length - 1; i >= 0; i--)
        {
            FieldVector own = i == 0 ? inverse : FieldVector.Multiply(inverse, products[i - 1]);
            summands[i] = FourSummands.FromAffine(FieldVector.Multiply(points[i].X, own), FieldVector.Multiply(points[i].Y, own));
            inverse = FieldVector.Multiply(inverse, points[i].Z);
        }

        return summands;
    }
}
