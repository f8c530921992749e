using System.Runtime.CompilerServices;

namespace Tombolo.Signal;

/// <summary>
/// Four points of edwards25519 side by side, one in each lane: X, Y, Z and T are four vectors. A long sum is cut into four
/// that do not wait for each other; each step of all four takes seven vector multiplications (Hisil, Wong, Carter, Dawson,
/// "Twisted Edwards Curves Revisited", section 3.1). No branch and no index depends on a value.
/// </summary>
internal struct FourPoints
{
    private FieldVector _x, _y, _z, _t;

    /// <summary>Four times the neutral element.</summary>
    public static FourPoints Neutral { get; } = From(VectorPoint.Neutral, VectorPoint.Neutral, VectorPoint.Neutral, VectorPoint.Neutral);

    public readonly FieldVector X => _x;

    public readonly FieldVector Y => _y;

    public readonly FieldVector Z => _z;

    public static FourPoints From(in VectorPoint a, in VectorPoint b, in VectorPoint c, in VectorPoint d)
    {
        FourPoints four = new() { _x = a.Vector, _y = b.Vector, _z = c.Vector, _t = d.Vector };
        FieldVector.Transpose(ref four._x, ref four._y, ref four._z, ref four._t);
        return four;
    }

    /// <summary>Adds a point in each lane; complete, so any points may meet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in FourSummands other)
    {
        FieldVector a = FieldVector.Multiply(_y - _x, other.YMinusX);
        FieldVector b = FieldVector.Multiply(_y + _x, other.YPlusX);
        FieldVector c = FieldVector.Multiply(_t, other.TwoDxy);
        FieldVector d = _z + _z;

        // f is above the bound of a factor; as a left one, with a right one inside the bound, its products still fit.
        FieldVector e = b - a, f = d - c, g = d + c, h = b + a;
        _x = FieldVector.Multiply(f, e);
        _y = FieldVector.Multiply(g, h);
        _z = FieldVector.Multiply(f, g);
        _t = FieldVector.Multiply(e, h);
    }

    /// <summary>The sum of the four.</summary>
    public readonly VectorPoint Sum()
    {
        FieldVector a = _x, b = _y, c = _z, d = _t;
        FieldVector.Transpose(ref a, ref b, ref c, ref d);
        VectorPoint left = new VectorPoint(a).Add(new VectorPoint(b).ToCached());
        VectorPoint right = new VectorPoint(c).Add(new VectorPoint(d).ToCached());
        return left.Add(right.ToCached());
    }
}
