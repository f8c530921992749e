using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal;

/// <summary>A point in the form in which <see cref="VectorPoint.Add"/> takes it: Y-X, Y+X, 2Z, 2dT.</summary>
internal readonly struct CachedPoint(in FieldVector coordinates)
{
    public readonly FieldVector Coordinates = coordinates;

    /// <summary>The negative: the first two lanes change places, the last changes sign.</summary>
    public CachedPoint Negate()
    {
        FieldVector c = Coordinates;
        return new(FieldVector.Reduce(
            Negate(c.L0, (1UL << 27) - 38),
            Negate(c.L1, (1UL << 26) - 2),
            Negate(c.L2, (1UL << 27) - 2),
            Negate(c.L3, (1UL << 26) - 2),
            Negate(c.L4, (1UL << 27) - 2),
            Negate(c.L5, (1UL << 26) - 2),
            Negate(c.L6, (1UL << 27) - 2),
            Negate(c.L7, (1UL << 26) - 2),
            Negate(c.L8, (1UL << 27) - 2),
            Negate(c.L9, (1UL << 26) - 2)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Negate(Vector256<ulong> limb, ulong bias)
    {
        Vector256<ulong> swapped = Avx2.Permute4x64(limb, 0b11_10_00_01);
        return Avx2.Blend(swapped.AsUInt32(), (Vector256.Create(bias) - limb).AsUInt32(), 0b1100_0000).AsUInt64();
    }
}
