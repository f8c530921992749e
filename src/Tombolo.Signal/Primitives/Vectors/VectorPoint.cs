using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal;

/// <summary>
/// A point of edwards25519 with X, Y, Z, T in the lanes of one <see cref="FieldVector"/>: the formulas of RFC 8032 section
/// 5.1.4, four multiplications at a time (Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited", section 4).
/// </summary>
internal readonly struct VectorPoint(in FieldVector coordinates)
{
    private const byte TakeLane0 = 0b0000_0011, TakeLane1 = 0b0000_1100, TakeLane3 = 0b1100_0000;
    private const byte TakeLanes01 = TakeLane0 | TakeLane1, TakeLanes03 = TakeLane0 | TakeLane3;

    // Lane orders, lowest lane first, as immediate operands of VPERMQ.
    private const byte Order0230 = 0b00_11_10_00, Order3121 = 0b01_10_01_11;
    private const byte Order0120 = 0b00_10_01_00, All0 = 0, All1 = 0b01_01_01_01, All2 = 0b10_10_10_10, All3 = 0b11_11_11_11;

    private static readonly FieldVector CacheFactors = FieldVector.Pack(
        FieldElement.One, FieldElement.One, FieldElement.One + FieldElement.One, EdwardsConstants.TwoD);

    private readonly FieldVector _v = coordinates;

    public static VectorPoint Neutral { get; } =
        new(FieldVector.Pack(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero));

    public static VectorPoint FromAffine(in FieldElement x, in FieldElement y) =>
        new(FieldVector.Pack(x, y, FieldElement.One, x * y));

    /// <summary>The coordinates in the lanes.</summary>
    public FieldVector Vector => _v;

    /// <summary>X, Y, Z of the point.</summary>
    public (FieldElement X, FieldElement Y, FieldElement Z) Coordinates => (_v.Unpack(0), _v.Unpack(1), _v.Unpack(2));

    /// <summary>Whether this is the neutral element (0, 1).</summary>
    public bool IsNeutral
    {
        get
        {
            (FieldElement x, FieldElement y, FieldElement z) = Coordinates;
            return x.IsEqualTo(FieldElement.Zero) && y.IsEqualTo(z);
        }
    }

    /// <summary>RFC 8032 section 5.1.2: y with the lowest bit of x in the top bit.</summary>
    public void Encode(Span<byte> bytes)
    {
        (FieldElement x, FieldElement y, FieldElement z) = Coordinates;
        FieldElement inverse = z.Invert();
        (y * inverse).Encode(bytes);
        bytes[31] |= (x * inverse).IsOdd ? (byte)0x80 : (byte)0;
    }

    /// <summary>u = (1 + y) / (1 - y) of the same point on curve25519 (RFC 7748 section 4.1); 0 for the neutral element.</summary>
    public void EncodeMontgomery(Span<byte> bytes)
    {
        (_, FieldElement y, FieldElement z) = Coordinates;
        ((z + y) * (z - y).Invert()).Encode(bytes);
    }

    /// <summary>The form in which a point is added: Y-X, Y+X, 2Z, 2dT.</summary>
    public CachedPoint ToCached() => new(FieldVector.Multiply(SumsAndDifferences(), CacheFactors));

    public VectorPoint Add(in CachedPoint other)
    {
        // A = (Y1-X1)(Y2-X2), B = (Y1+X1)(Y2+X2), D = 2 Z1 Z2, C = 2d T1 T2; then E = B-A, H = B+A, G = D+C, F = D-C.
        FieldVector m = FieldVector.Multiply(SumsAndDifferences(), other.Coordinates);
        return Finish(new(
            CrossCombine(m.L0, Bias0),
            CrossCombine(m.L1, BiasOdd),
            CrossCombine(m.L2, BiasEven),
            CrossCombine(m.L3, BiasOdd),
            CrossCombine(m.L4, BiasEven),
            CrossCombine(m.L5, BiasOdd),
            CrossCombine(m.L6, BiasEven),
            CrossCombine(m.L7, BiasOdd),
            CrossCombine(m.L8, BiasEven),
            CrossCombine(m.L9, BiasOdd)));
    }

    public VectorPoint Double()
    {
        FieldVector s = FieldVector.Square(new(
            WithSum(_v.L0),
            WithSum(_v.L1),
            WithSum(_v.L2),
            WithSum(_v.L3),
            WithSum(_v.L4),
            WithSum(_v.L5),
            WithSum(_v.L6),
            WithSum(_v.L7),
            WithSum(_v.L8),
            WithSum(_v.L9)));

        // A = X^2, B = Y^2, C = 2 Z^2, S = (X+Y)^2; then E = A+B-S, H = A+B, G = A-B, F = C+A-B.
        return Finish(FieldVector.Reduce(
            DoubleCombine(s.L0, Bias0),
            DoubleCombine(s.L1, BiasOdd),
            DoubleCombine(s.L2, BiasEven),
            DoubleCombine(s.L3, BiasOdd),
            DoubleCombine(s.L4, BiasEven),
            DoubleCombine(s.L5, BiasOdd),
            DoubleCombine(s.L6, BiasEven),
            DoubleCombine(s.L7, BiasOdd),
            DoubleCombine(s.L8, BiasEven),
            DoubleCombine(s.L9, BiasOdd)));
    }

    // Limbs of 2p: what is added before a subtraction so that no limb goes below zero.
    private static Vector256<ulong> Bias0 => Vector256.Create((1UL << 27) - 38);

    private static Vector256<ulong> BiasEven => Vector256.Create((1UL << 27) - 2);

    private static Vector256<ulong> BiasOdd => Vector256.Create((1UL << 26) - 2);

    /// <summary>(Y-X, Y+X, Z, T).</summary>
    private FieldVector SumsAndDifferences() => new(
        SumAndDifference(_v.L0, Bias0),
        SumAndDifference(_v.L1, BiasOdd),
        SumAndDifference(_v.L2, BiasEven),
        SumAndDifference(_v.L3, BiasOdd),
        SumAndDifference(_v.L4, BiasEven),
        SumAndDifference(_v.L5, BiasOdd),
        SumAndDifference(_v.L6, BiasEven),
        SumAndDifference(_v.L7, BiasOdd),
        SumAndDifference(_v.L8, BiasEven),
        SumAndDifference(_v.L9, BiasOdd));

    /// <summary>X3 = EF, Y3 = GH, Z3 = FG, T3 = EH from the lanes (E, H, G, F).</summary>
    private static VectorPoint Finish(in FieldVector w)
    {
        FieldVector left = new(
            Avx2.Permute4x64(w.L0, Order0230),
            Avx2.Permute4x64(w.L1, Order0230),
            Avx2.Permute4x64(w.L2, Order0230),
            Avx2.Permute4x64(w.L3, Order0230),
            Avx2.Permute4x64(w.L4, Order0230),
            Avx2.Permute4x64(w.L5, Order0230),
            Avx2.Permute4x64(w.L6, Order0230),
            Avx2.Permute4x64(w.L7, Order0230),
            Avx2.Permute4x64(w.L8, Order0230),
            Avx2.Permute4x64(w.L9, Order0230));
        FieldVector right = new(
            Avx2.Permute4x64(w.L0, Order3121),
            Avx2.Permute4x64(w.L1, Order3121),
            Avx2.Permute4x64(w.L2, Order3121),
            Avx2.Permute4x64(w.L3, Order3121),
            Avx2.Permute4x64(w.L4, Order3121),
            Avx2.Permute4x64(w.L5, Order3121),
            Avx2.Permute4x64(w.L6, Order3121),
            Avx2.Permute4x64(w.L7, Order3121),
            Avx2.Permute4x64(w.L8, Order3121),
            Avx2.Permute4x64(w.L9, Order3121));
        return new(FieldVector.Multiply(left, right));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> SumAndDifference(Vector256<ulong> v, Vector256<ulong> bias)
    {
        Vector256<ulong> swapped = SwapPairs(v);
        Vector256<ulong> mixed = Blend(v, swapped + v, TakeLane1);
        return Blend(mixed, swapped + bias - v, TakeLane0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> CrossCombine(Vector256<ulong> m, Vector256<ulong> bias)
    {
        Vector256<ulong> swapped = SwapPairs(m);
        return Blend(swapped + m, swapped + bias - m, TakeLanes03);
    }

    // Lanes 1, 0, 3, 2: a shuffle inside the halves costs a third of one across them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> SwapPairs(Vector256<ulong> v) => Avx2.Shuffle(v.AsUInt32(), 0b01_00_11_10).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> WithSum(Vector256<ulong> v)
    {
        Vector256<ulong> x = Avx2.Permute4x64(v, Order0120);
        return x + Blend(Vector256<ulong>.Zero, Avx2.Permute4x64(v, All1), TakeLane3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> DoubleCombine(Vector256<ulong> s, Vector256<ulong> bias)
    {
        Vector256<ulong> a = Avx2.Permute4x64(s, All0), b = Avx2.Permute4x64(s, All1);
        Vector256<ulong> zz = Avx2.Permute4x64(s, All2), sum = Avx2.Permute4x64(s, All3);
        Vector256<ulong> extra = Blend(Vector256<ulong>.Zero, bias - sum, TakeLane0);
        extra = Blend(extra, zz + zz, TakeLane3);
        return a + Blend(bias - b, b, TakeLanes01) + extra;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Blend(Vector256<ulong> a, Vector256<ulong> b, [ConstantExpected] byte takeB) =>
        Avx2.Blend(a.AsUInt32(), b.AsUInt32(), takeB).AsUInt64();
}
