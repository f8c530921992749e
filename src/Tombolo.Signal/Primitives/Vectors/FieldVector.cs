using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal;

/// <summary>
/// Four elements of GF(2^255-19) side by side, one in each 64-bit lane, as ten limbs of alternately 26 and 25 bits (the
/// radix 2^25.5 of Bernstein's ref10). The four multiplications inside a point operation are independent, so one AVX2
/// multiplication does them together.
/// </summary>
/// <remarks>
/// Bounds: a product's limbs are below 2^26 plus a little ("reduced"). Factors may be sums or biased differences of two
/// reduced elements: below 2^27.6, so that 19 times a limb fits in 32 bits and ten products in 64.
/// The heavy methods skip the first tiers of the compiler: unoptimised vector code is a hundred times slower, and the first
/// handshake of a process would pay for it.
/// </remarks>
internal readonly struct FieldVector : IField<FieldVector>
{
    private const int LimbCount = 10;

    public readonly Vector256<ulong> L0, L1, L2, L3, L4, L5, L6, L7, L8, L9;

    public FieldVector(
        Vector256<ulong> l0, Vector256<ulong> l1, Vector256<ulong> l2, Vector256<ulong> l3, Vector256<ulong> l4,
        Vector256<ulong> l5, Vector256<ulong> l6, Vector256<ulong> l7, Vector256<ulong> l8, Vector256<ulong> l9)
    {
        L0 = l0;
        L1 = l1;
        L2 = l2;
        L3 = l3;
        L4 = l4;
        L5 = l5;
        L6 = l6;
        L7 = l7;
        L8 = l8;
        L9 = l9;
    }

    /// <summary>Puts four elements into the lanes.</summary>
    public static FieldVector Pack(in FieldElement a, in FieldElement b, in FieldElement c, in FieldElement d)
    {
        Span<ulong> x = stackalloc ulong[40];
        a.Split(x, 0);
        b.Split(x, 1);
        c.Split(x, 2);
        d.Split(x, 3);
        return new(
            Lane(x, 0), Lane(x, 1), Lane(x, 2), Lane(x, 3), Lane(x, 4), Lane(x, 5), Lane(x, 6), Lane(x, 7), Lane(x, 8), Lane(x, 9));
    }

    /// <summary>Reads five vectors with two limbs of 32 bits in each lane.</summary>
    public static FieldVector Unpack(ref Vector256<ulong> packed)
    {
        Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> p0 = packed, p1 = Unsafe.Add(ref packed, 1), p2 = Unsafe.Add(ref packed, 2);
        Vector256<ulong> p3 = Unsafe.Add(ref packed, 3), p4 = Unsafe.Add(ref packed, 4);
        return new(
            p0 & low, p0 >>> 32, p1 & low, p1 >>> 32, p2 & low, p2 >>> 32, p3 & low, p3 >>> 32, p4 & low, p4 >>> 32);
    }

    /// <summary>Writes what <see cref="Unpack(ref Vector256{ulong})"/> reads; the element must be reduced.</summary>
    public void PackTo(Span<Vector256<ulong>> packed)
    {
        packed[0] = L0 | (L1 << 32);
        packed[1] = L2 | (L3 << 32);
        packed[2] = L4 | (L5 << 32);
        packed[3] = L6 | (L7 << 32);
        packed[4] = L8 | (L9 << 32);
    }

    /// <summary>Four elements of four lanes as a square: rows become columns.</summary>
    public static void Transpose(ref FieldVector a, ref FieldVector b, ref FieldVector c, ref FieldVector d)
    {
        ref Vector256<ulong> p = ref Unsafe.AsRef(in a.L0), q = ref Unsafe.AsRef(in b.L0);
        ref Vector256<ulong> r = ref Unsafe.AsRef(in c.L0), s = ref Unsafe.AsRef(in d.L0);
        for (nint i = 0; i < LimbCount; i++)
        {
            Transpose(ref Unsafe.Add(ref p, i), ref Unsafe.Add(ref q, i), ref Unsafe.Add(ref r, i), ref Unsafe.Add(ref s, i));
        }
    }

    /// <summary>The same for one limb.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector256<ulong> a, ref Vector256<ulong> b, ref Vector256<ulong> c, ref Vector256<ulong> d)
    {
        Vector256<ulong> ab0 = Avx2.UnpackLow(a, b), ab1 = Avx2.UnpackHigh(a, b);
        Vector256<ulong> cd0 = Avx2.UnpackLow(c, d), cd1 = Avx2.UnpackHigh(c, d);
        a = Avx2.Permute2x128(ab0, cd0, 0x20);
        b = Avx2.Permute2x128(ab1, cd1, 0x20);
        c = Avx2.Permute2x128(ab0, cd0, 0x31);
        d = Avx2.Permute2x128(ab1, cd1, 0x31);
    }

    /// <summary>Takes one lane out; the element must be reduced.</summary>
    public FieldElement Unpack(int lane) => new(
        L0[lane] + (L1[lane] << 26),
        L2[lane] + (L3[lane] << 26),
        L4[lane] + (L5[lane] << 26),
        L6[lane] + (L7[lane] << 26),
        L8[lane] + (L9[lane] << 26));

    /// <summary>The lanewise product, reduced.</summary>
    /// <remarks>
    /// Row by row: limb i of f meets limb k of g in limb i + k of the product, times 19 when that wraps around, times 2 when
    /// both are odd. A loop of two rows, because it keeps the ten sums in registers; the compiler spills them when all
    /// hundred products stand in one expression, which takes three times as long.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static FieldVector Multiply(in FieldVector f, in FieldVector g)
    {
        // Twenty limbs, lowest first: 19 g, then g. Two rows read eleven of them, starting ever lower.
        Unsafe.SkipInit(out Window window);
        ref Vector256<ulong> w = ref Unsafe.As<Window, Vector256<ulong>>(ref window);
        Fill(ref w, g);
        w = ref Unsafe.Add(ref w, LimbCount - 1);
        ref Vector256<ulong> fi = ref Unsafe.AsRef(in f.L0);
        ref Vector256<ulong> end = ref Unsafe.Add(ref fi, LimbCount);
        Vector256<ulong> h0 = default, h1 = default, h2 = default, h3 = default, h4 = default;
        Vector256<ulong> h5 = default, h6 = default, h7 = default, h8 = default, h9 = default;
        do
        {
            Vector256<ulong> even = fi, odd = Unsafe.Add(ref fi, 1), twice = odd + odd;
            Vector256<ulong> t = w;
            h0 += Times(twice, t);
            t = Unsafe.Add(ref w, 1);
            h0 += Times(even, t);
            h1 += Times(odd, t);
            t = Unsafe.Add(ref w, 2);
            h1 += Times(even, t);
            h2 += Times(twice, t);
            t = Unsafe.Add(ref w, 3);
            h2 += Times(even, t);
            h3 += Times(odd, t);
            t = Unsafe.Add(ref w, 4);
            h3 += Times(even, t);
            h4 += Times(twice, t);
            t = Unsafe.Add(ref w, 5);
            h4 += Times(even, t);
            h5 += Times(odd, t);
            t = Unsafe.Add(ref w, 6);
            h5 += Times(even, t);
            h6 += Times(twice, t);
            t = Unsafe.Add(ref w, 7);
            h6 += Times(even, t);
            h7 += Times(odd, t);
            t = Unsafe.Add(ref w, 8);
            h7 += Times(even, t);
            h8 += Times(twice, t);
            t = Unsafe.Add(ref w, 9);
            h8 += Times(even, t);
            h9 += Times(odd, t);
            h9 += Times(even, Unsafe.Add(ref w, 10));
            w = ref Unsafe.Subtract(ref w, 2);
            fi = ref Unsafe.Add(ref fi, 2);
        }
        while (Unsafe.IsAddressLessThan(ref fi, ref end));

        return Reduce(h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
    }

    /// <summary>The lanewise square, reduced.</summary>
    /// <remarks>
    /// Row by row as in the product, every pair once. The multiples of 19 are written between the rows: after a store the
    /// compiler reads the limbs again, and so keeps the sums in registers instead.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static FieldVector Square(in FieldVector f)
    {
        Unsafe.SkipInit(out Wrapped memory);
        ref Vector256<ulong> wrapped = ref Unsafe.As<Wrapped, Vector256<ulong>>(ref memory), limb = ref Unsafe.AsRef(in f.L0);
        Vector256<ulong> nineteen = Vector256.Create(19UL);
        Vector256<ulong> h0 = default, h1 = default, h2 = default, h3 = default, h4 = default;
        Vector256<ulong> h5 = default, h6 = default, h7 = default, h8 = default, h9 = default;
        Vector256<ulong> x = limb, twice, fourfold;
        twice = x + x;
        Unsafe.Add(ref wrapped, 4) = Times(Unsafe.Add(ref limb, 9), nineteen);
        h0 += Times(x, limb);
        h1 += Times(twice, Unsafe.Add(ref limb, 1));
        h2 += Times(twice, Unsafe.Add(ref limb, 2));
        h3 += Times(twice, Unsafe.Add(ref limb, 3));
        h4 += Times(twice, Unsafe.Add(ref limb, 4));
        h5 += Times(twice, Unsafe.Add(ref limb, 5));
        h6 += Times(twice, Unsafe.Add(ref limb, 6));
        h7 += Times(twice, Unsafe.Add(ref limb, 7));
        h8 += Times(twice, Unsafe.Add(ref limb, 8));
        h9 += Times(twice, Unsafe.Add(ref limb, 9));

        x = Unsafe.Add(ref limb, 1);
        twice = x + x;
        fourfold = x << 2;
        Unsafe.Add(ref wrapped, 3) = Times(Unsafe.Add(ref limb, 8), nineteen);
        h2 += Times(twice, Unsafe.Add(ref limb, 1));
        h3 += Times(twice, Unsafe.Add(ref limb, 2));
        h4 += Times(fourfold, Unsafe.Add(ref limb, 3));
        h5 += Times(twice, Unsafe.Add(ref limb, 4));
        h6 += Times(fourfold, Unsafe.Add(ref limb, 5));
        h7 += Times(twice, Unsafe.Add(ref limb, 6));
        h8 += Times(fourfold, Unsafe.Add(ref limb, 7));
        h9 += Times(twice, Unsafe.Add(ref limb, 8));
        h0 += Times(fourfold, Unsafe.Add(ref wrapped, 4));

        x = Unsafe.Add(ref limb, 2);
        twice = x + x;
        Unsafe.Add(ref wrapped, 2) = Times(Unsafe.Add(ref limb, 7), nineteen);
        h4 += Times(x, Unsafe.Add(ref limb, 2));
        h5 += Times(twice, Unsafe.Add(ref limb, 3));
        h6 += Times(twice, Unsafe.Add(ref limb, 4));
        h7 += Times(twice, Unsafe.Add(ref limb, 5));
        h8 += Times(twice, Unsafe.Add(ref limb, 6));
        h9 += Times(twice, Unsafe.Add(ref limb, 7));
        h0 += Times(twice, Unsafe.Add(ref wrapped, 3));
        h1 += Times(twice, Unsafe.Add(ref wrapped, 4));

        x = Unsafe.Add(ref limb, 3);
        twice = x + x;
        fourfold = x << 2;
        Unsafe.Add(ref wrapped, 1) = Times(Unsafe.Add(ref limb, 6), nineteen);
        h6 += Times(twice, Unsafe.Add(ref limb, 3));
        h7 += Times(twice, Unsafe.Add(ref limb, 4));
        h8 += Times(fourfold, Unsafe.Add(ref limb, 5));
        h9 += Times(twice, Unsafe.Add(ref limb, 6));
        h0 += Times(fourfold, Unsafe.Add(ref wrapped, 2));
        h1 += Times(twice, Unsafe.Add(ref wrapped, 3));
        h2 += Times(fourfold, Unsafe.Add(ref wrapped, 4));

        x = Unsafe.Add(ref limb, 4);
        twice = x + x;
        wrapped = Times(Unsafe.Add(ref limb, 5), nineteen);
        h8 += Times(x, Unsafe.Add(ref limb, 4));
        h9 += Times(twice, Unsafe.Add(ref limb, 5));
        h0 += Times(twice, Unsafe.Add(ref wrapped, 1));
        h1 += Times(twice, Unsafe.Add(ref wrapped, 2));
        h2 += Times(twice, Unsafe.Add(ref wrapped, 3));
        h3 += Times(twice, Unsafe.Add(ref wrapped, 4));

        x = Unsafe.Add(ref limb, 5);
        twice = x + x;
        fourfold = x << 2;
        h0 += Times(twice, wrapped);
        h1 += Times(twice, Unsafe.Add(ref wrapped, 1));
        h2 += Times(fourfold, Unsafe.Add(ref wrapped, 2));
        h3 += Times(twice, Unsafe.Add(ref wrapped, 3));
        h4 += Times(fourfold, Unsafe.Add(ref wrapped, 4));

        x = Unsafe.Add(ref limb, 6);
        twice = x + x;
        h2 += Times(x, Unsafe.Add(ref wrapped, 1));
        h3 += Times(twice, Unsafe.Add(ref wrapped, 2));
        h4 += Times(twice, Unsafe.Add(ref wrapped, 3));
        h5 += Times(twice, Unsafe.Add(ref wrapped, 4));

        x = Unsafe.Add(ref limb, 7);
        twice = x + x;
        fourfold = x << 2;
        h4 += Times(twice, Unsafe.Add(ref wrapped, 2));
        h5 += Times(twice, Unsafe.Add(ref wrapped, 3));
        h6 += Times(fourfold, Unsafe.Add(ref wrapped, 4));

        x = Unsafe.Add(ref limb, 8);
        twice = x + x;
        h6 += Times(x, Unsafe.Add(ref wrapped, 3));
        h7 += Times(twice, Unsafe.Add(ref wrapped, 4));

        x = Unsafe.Add(ref limb, 9);
        twice = x + x;
        h8 += Times(twice, Unsafe.Add(ref wrapped, 4));
        return Reduce(h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
    }

    /// <summary>The lanewise sum of two reduced elements; a factor, not reduced itself.</summary>
    public static FieldVector operator +(in FieldVector f, in FieldVector g) => new(
        f.L0 + g.L0,
        f.L1 + g.L1,
        f.L2 + g.L2,
        f.L3 + g.L3,
        f.L4 + g.L4,
        f.L5 + g.L5,
        f.L6 + g.L6,
        f.L7 + g.L7,
        f.L8 + g.L8,
        f.L9 + g.L9);

    /// <summary>The lanewise difference of two reduced elements, with 2p added; a factor, not reduced itself.</summary>
    public static FieldVector operator -(in FieldVector f, in FieldVector g) => new(
        f.L0 + Vector256.Create((1UL << 27) - 38) - g.L0,
        f.L1 + Vector256.Create((1UL << 26) - 2) - g.L1,
        f.L2 + Vector256.Create((1UL << 27) - 2) - g.L2,
        f.L3 + Vector256.Create((1UL << 26) - 2) - g.L3,
        f.L4 + Vector256.Create((1UL << 27) - 2) - g.L4,
        f.L5 + Vector256.Create((1UL << 26) - 2) - g.L5,
        f.L6 + Vector256.Create((1UL << 27) - 2) - g.L6,
        f.L7 + Vector256.Create((1UL << 26) - 2) - g.L7,
        f.L8 + Vector256.Create((1UL << 27) - 2) - g.L8,
        f.L9 + Vector256.Create((1UL << 26) - 2) - g.L9);

    /// <summary>The product with a number below 2^17, reduced; the factor may be a sum or difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldVector Multiply(in FieldVector f, uint number)
    {
        Vector256<ulong> n = Vector256.Create((ulong)number);
        return Reduce(
            Times(f.L0, n), Times(f.L1, n), Times(f.L2, n), Times(f.L3, n), Times(f.L4, n),
            Times(f.L5, n), Times(f.L6, n), Times(f.L7, n), Times(f.L8, n), Times(f.L9, n));
    }

    /// <summary>2p - f in the lanes whose mask is all ones, a factor; constant time.</summary>
    public static FieldVector NegateWhere(in FieldVector f, Vector256<ulong> mask)
    {
        FieldVector negative = default(FieldVector) - f;
        return new(
            f.L0 ^ ((f.L0 ^ negative.L0) & mask),
            f.L1 ^ ((f.L1 ^ negative.L1) & mask),
            f.L2 ^ ((f.L2 ^ negative.L2) & mask),
            f.L3 ^ ((f.L3 ^ negative.L3) & mask),
            f.L4 ^ ((f.L4 ^ negative.L4) & mask),
            f.L5 ^ ((f.L5 ^ negative.L5) & mask),
            f.L6 ^ ((f.L6 ^ negative.L6) & mask),
            f.L7 ^ ((f.L7 ^ negative.L7) & mask),
            f.L8 ^ ((f.L8 ^ negative.L8) & mask),
            f.L9 ^ ((f.L9 ^ negative.L9) & mask));
    }

    /// <summary>Exchanges f and g in the lanes whose mask is all ones; constant time.</summary>
    public static void Swap(ref FieldVector f, ref FieldVector g, Vector256<ulong> mask)
    {
        Vector256<ulong> x0 = (f.L0 ^ g.L0) & mask;
        Vector256<ulong> x1 = (f.L1 ^ g.L1) & mask;
        Vector256<ulong> x2 = (f.L2 ^ g.L2) & mask;
        Vector256<ulong> x3 = (f.L3 ^ g.L3) & mask;
        Vector256<ulong> x4 = (f.L4 ^ g.L4) & mask;
        Vector256<ulong> x5 = (f.L5 ^ g.L5) & mask;
        Vector256<ulong> x6 = (f.L6 ^ g.L6) & mask;
        Vector256<ulong> x7 = (f.L7 ^ g.L7) & mask;
        Vector256<ulong> x8 = (f.L8 ^ g.L8) & mask;
        Vector256<ulong> x9 = (f.L9 ^ g.L9) & mask;
        f = new(f.L0 ^ x0, f.L1 ^ x1, f.L2 ^ x2, f.L3 ^ x3, f.L4 ^ x4, f.L5 ^ x5, f.L6 ^ x6, f.L7 ^ x7, f.L8 ^ x8, f.L9 ^ x9);
        g = new(g.L0 ^ x0, g.L1 ^ x1, g.L2 ^ x2, g.L3 ^ x3, g.L4 ^ x4, g.L5 ^ x5, g.L6 ^ x6, g.L7 ^ x7, g.L8 ^ x8, g.L9 ^ x9);
    }

    /// <summary>Carries limbs of up to 64 bits until they are reduced; two chains at once hide each other's latency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldVector Reduce(
        Vector256<ulong> h0, Vector256<ulong> h1, Vector256<ulong> h2, Vector256<ulong> h3, Vector256<ulong> h4,
        Vector256<ulong> h5, Vector256<ulong> h6, Vector256<ulong> h7, Vector256<ulong> h8, Vector256<ulong> h9)
    {
        Vector256<ulong> mask26 = Vector256.Create((1UL << 26) - 1), mask25 = Vector256.Create((1UL << 25) - 1);
        h1 += h0 >>> 26;
        h6 += h5 >>> 25;
        h0 &= mask26;
        h5 &= mask25;
        h2 += h1 >>> 25;
        h7 += h6 >>> 26;
        h1 &= mask25;
        h6 &= mask26;
        h3 += h2 >>> 26;
        h8 += h7 >>> 25;
        h2 &= mask26;
        h7 &= mask25;
        h4 += h3 >>> 25;
        h9 += h8 >>> 26;
        h3 &= mask25;
        h8 &= mask26;
        h5 += h4 >>> 26;
        Vector256<ulong> top = h9 >>> 25;
        h4 &= mask26;
        h9 &= mask25;
        h0 += (top << 4) + (top << 1) + top;
        h6 += h5 >>> 25;
        h5 &= mask25;
        h1 += h0 >>> 26;
        h0 &= mask26;
        return new(h0, h1, h2, h3, h4, h5, h6, h7, h8, h9);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ref Vector256<ulong> w, in FieldVector g)
    {
        Vector256<ulong> nineteen = Vector256.Create(19UL);
        ref Vector256<ulong> limb = ref Unsafe.AsRef(in g.L0);
        for (nint i = 0; i < LimbCount; i++)
        {
            Vector256<ulong> x = Unsafe.Add(ref limb, i);
            Unsafe.Add(ref w, i) = Times(x, nineteen);
            Unsafe.Add(ref w, i + LimbCount) = x;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Times(Vector256<ulong> a, Vector256<ulong> b) => Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    private static Vector256<ulong> Lane(ReadOnlySpan<ulong> x, int limb) => Vector256.Create(x.Slice(4 * limb, 4));

    [InlineArray(LimbCount / 2)]
    private struct Wrapped
    {
        private Vector256<ulong> _first;
    }

    [InlineArray(2 * LimbCount)]
    private struct Window
    {
        private Vector256<ulong> _first;
    }
}
