using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// An element of GF(2^255-19) as five limbs of 51 bits (RFC 7748 section 4.1 names the field). Limbs may be a few bits
/// over 51 between operations. No branch and no index depends on a value.
/// </summary>
internal readonly struct FieldElement : IField<FieldElement>
{
    private const ulong Mask = (1UL << 51) - 1;

    private readonly ulong _l0, _l1, _l2, _l3, _l4;

    public FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4) =>
        (_l0, _l1, _l2, _l3, _l4) = (l0, l1, l2, l3, l4);

    public static FieldElement Zero => default;

    public static FieldElement One => new(1, 0, 0, 0, 0);

    /// <summary>Reads 32 little-endian bytes modulo 2^255; the top bit is ignored and the value need not be canonical.</summary>
    public static FieldElement Decode(ReadOnlySpan<byte> bytes)
    {
        ulong a = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        ulong b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        ulong c = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        ulong d = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new(
            a & Mask,
            ((a >> 51) | (b << 13)) & Mask,
            ((b >> 38) | (c << 26)) & Mask,
            ((c >> 25) | (d << 39)) & Mask,
            (d >> 12) & Mask);
    }

    /// <summary>Writes the canonical 32 little-endian bytes.</summary>
    public void Encode(Span<byte> bytes)
    {
        FieldElement t = Carry(_l0, _l1, _l2, _l3, _l4);
        t = Carry(t._l0, t._l1, t._l2, t._l3, t._l4);

        // q is 1 exactly when the value is at least p: adding 19 then carries out of bit 255.
        ulong q = (t._l0 + 19) >> 51;
        q = (t._l1 + q) >> 51;
        q = (t._l2 + q) >> 51;
        q = (t._l3 + q) >> 51;
        q = (t._l4 + q) >> 51;

        ulong l0 = t._l0 + (19 * q);
        ulong l1 = t._l1 + (l0 >> 51);
        ulong l2 = t._l2 + (l1 >> 51);
        ulong l3 = t._l3 + (l2 >> 51);
        ulong l4 = (t._l4 + (l3 >> 51)) & Mask;
        l0 &= Mask;
        l1 &= Mask;
        l2 &= Mask;
        l3 &= Mask;

        BinaryPrimitives.WriteUInt64LittleEndian(bytes, l0 | (l1 << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], (l1 >> 13) | (l2 << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], (l2 >> 26) | (l3 << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], (l3 >> 39) | (l4 << 12));
    }

    public static FieldElement operator +(in FieldElement a, in FieldElement b) =>
        Carry(a._l0 + b._l0, a._l1 + b._l1, a._l2 + b._l2, a._l3 + b._l3, a._l4 + b._l4);

    // 4p is added first so that no limb goes below zero.
    public static FieldElement operator -(in FieldElement a, in FieldElement b) => Carry(
        a._l0 + 0x1FFFFFFFFFFFB4 - b._l0,
        a._l1 + 0x1FFFFFFFFFFFFC - b._l1,
        a._l2 + 0x1FFFFFFFFFFFFC - b._l2,
        a._l3 + 0x1FFFFFFFFFFFFC - b._l3,
        a._l4 + 0x1FFFFFFFFFFFFC - b._l4);

    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        ulong b1 = 19 * b._l1, b2 = 19 * b._l2, b3 = 19 * b._l3, b4 = 19 * b._l4;
        Sum r0 = default, r1 = default, r2 = default, r3 = default, r4 = default;
        r0.Add(a._l0, b._l0); r0.Add(a._l1, b4); r0.Add(a._l2, b3); r0.Add(a._l3, b2); r0.Add(a._l4, b1);
        r1.Add(a._l0, b._l1); r1.Add(a._l1, b._l0); r1.Add(a._l2, b4); r1.Add(a._l3, b3); r1.Add(a._l4, b2);
        r2.Add(a._l0, b._l2); r2.Add(a._l1, b._l1); r2.Add(a._l2, b._l0); r2.Add(a._l3, b4); r2.Add(a._l4, b3);
        r3.Add(a._l0, b._l3); r3.Add(a._l1, b._l2); r3.Add(a._l2, b._l1); r3.Add(a._l3, b._l0); r3.Add(a._l4, b4);
        r4.Add(a._l0, b._l4); r4.Add(a._l1, b._l3); r4.Add(a._l2, b._l2); r4.Add(a._l3, b._l1); r4.Add(a._l4, b._l0);

        ulong l0 = r0.Limb(0, out ulong carry);
        ulong l1 = r1.Limb(carry, out carry);
        ulong l2 = r2.Limb(carry, out carry);
        ulong l3 = r3.Limb(carry, out carry);
        ulong l4 = r4.Limb(carry, out carry);
        l0 += 19 * carry;
        return new(l0 & Mask, l1 + (l0 >> 51), l2, l3, l4);
    }

    public FieldElement Square() => this * this;

    public static FieldElement Multiply(in FieldElement a, in FieldElement b) => a * b;

    public static FieldElement Square(in FieldElement a) => a * a;

    /// <summary>x^((p-5)/8), the heart of a square root (RFC 8032 section 5.1.3). One lane of vectors is still faster than scalar code.</summary>
    public FieldElement PowerForRoot() =>
        Avx2.IsSupported ? FieldPowers.ForRoot(Broadcast()).Unpack(0) : FieldPowers.ForRoot(this);

    /// <summary>1/x; zero gives zero.</summary>
    public FieldElement Invert()
    {
        Span<byte> bytes = stackalloc byte[32];
        Encode(bytes);
        FieldInversion.Invert(bytes);
        FieldElement inverse = Decode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return inverse;
    }

    /// <summary>Writes the limbs in radix 2^25.5 to every fourth place of <paramref name="lanes"/>; the element must be a product or decoded.</summary>
    public void Split(Span<ulong> lanes, int lane)
    {
        FieldElement t = Carry(_l0, _l1, _l2, _l3, _l4);
        t = Carry(t._l0, t._l1, t._l2, t._l3, t._l4);
        ReadOnlySpan<ulong> limbs = [t._l0, t._l1, t._l2, t._l3, t._l4];
        for (int i = 0; i < limbs.Length; i++)
        {
            lanes[(8 * i) + lane] = limbs[i] & ((1UL << 26) - 1);
            lanes[(8 * i) + 4 + lane] = limbs[i] >> 26;
        }
    }

    /// <summary>The lowest bit of the canonical value: the "sign" of RFC 8032.</summary>
    public bool IsOdd
    {
        get
        {
            Span<byte> bytes = stackalloc byte[32];
            Encode(bytes);
            return (bytes[0] & 1) != 0;
        }
    }

    /// <summary>Equality as field elements, in constant time.</summary>
    public bool IsEqualTo(in FieldElement other)
    {
        Span<byte> a = stackalloc byte[32], b = stackalloc byte[32];
        Encode(a);
        other.Encode(b);
        return CryptographicOperations.FixedTimeEquals(a, b);
    }

    /// <summary>b where <paramref name="mask"/> is all ones, a where it is zero.</summary>
    public static FieldElement Select(in FieldElement a, in FieldElement b, ulong mask) => new(
        a._l0 ^ (mask & (a._l0 ^ b._l0)),
        a._l1 ^ (mask & (a._l1 ^ b._l1)),
        a._l2 ^ (mask & (a._l2 ^ b._l2)),
        a._l3 ^ (mask & (a._l3 ^ b._l3)),
        a._l4 ^ (mask & (a._l4 ^ b._l4)));

    private FieldVector Broadcast() => FieldVector.Pack(this, Zero, Zero, Zero);

    private static FieldElement Carry(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        l1 += l0 >> 51;
        l2 += l1 >> 51;
        l3 += l2 >> 51;
        l4 += l3 >> 51;
        return new((l0 & Mask) + (19 * (l4 >> 51)), l1 & Mask, l2 & Mask, l3 & Mask, l4 & Mask);
    }

    /// <summary>A 128-bit accumulator; five products of 51 by 56 bits fit with room to spare.</summary>
    private struct Sum
    {
        private ulong _low, _high;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ulong x, ulong y)
        {
            // Two multiplications without memory are faster than one whose lower half the compiler puts there.
            ulong low = x * y, high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(x, y) : Math.BigMul(x, y, out _);
            _low += low;
            _high += high + (_low < low ? 1UL : 0UL);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Limb(ulong carryIn, out ulong carryOut)
        {
            _low += carryIn;
            _high += _low < carryIn ? 1UL : 0UL;
            carryOut = (_high << 13) | (_low >> 51);
            return _low & Mask;
        }
    }
}
