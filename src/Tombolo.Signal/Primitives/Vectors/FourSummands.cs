using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tombolo.Signal;

/// <summary>Four points with Z = 1 in the form in which <see cref="FourPoints"/> adds them: Y+X, Y-X, 2dXY.</summary>
internal struct FourSummands
{
    /// <summary>Vectors of the packed form: two limbs of 32 bits in each lane, so five for each coordinate.</summary>
    public const int PackedSize = 3 * PackedCoordinate;

    public const int PackedCoordinate = 5;

    private static readonly FieldVector TwoD =
        FieldVector.Pack(EdwardsConstants.TwoD, EdwardsConstants.TwoD, EdwardsConstants.TwoD, EdwardsConstants.TwoD);

    private static readonly FieldVector One =
        FieldVector.Pack(FieldElement.One, FieldElement.One, FieldElement.One, FieldElement.One);

    public FieldVector YPlusX, YMinusX, TwoDxy;

    /// <summary>From affine coordinates.</summary>
    public static FourSummands FromAffine(in FieldVector x, in FieldVector y) => new()
    {
        YPlusX = FieldVector.Multiply(y + x, One),
        YMinusX = FieldVector.Multiply(y - x, One),
        TwoDxy = FieldVector.Multiply(FieldVector.Multiply(x, y), TwoD),
    };

    /// <summary>Reads the packed form of the coordinates, negated in the lanes whose mask is all ones. Constant time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourSummands Unpack(ref Vector256<ulong> packed, Vector256<ulong> negative)
    {
        // The negative of (x, y) is (-x, y): the sums change places, the product changes sign.
        ref Vector256<ulong> second = ref Unsafe.Add(ref packed, PackedCoordinate), third = ref Unsafe.Add(ref second, PackedCoordinate);
        FieldVector plus = FieldVector.Unpack(ref packed), minus = FieldVector.Unpack(ref second), product = FieldVector.Unpack(ref third);
        FieldVector.Swap(ref plus, ref minus, negative);
        return new() { YPlusX = plus, YMinusX = minus, TwoDxy = FieldVector.NegateWhere(product, negative) };
    }

    /// <summary>Writes the packed form; the coordinates must be reduced.</summary>
    public readonly void PackTo(Span<Vector256<ulong>> packed)
    {
        YPlusX.PackTo(packed);
        YMinusX.PackTo(packed[PackedCoordinate..]);
        TwoDxy.PackTo(packed[(2 * PackedCoordinate)..]);
    }
}
