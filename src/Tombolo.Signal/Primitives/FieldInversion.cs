using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal;

/// <summary>
/// 1/x in GF(2^255-19) by the division steps of Bernstein and Yang ("Fast constant-time gcd computation and modular
/// inversion", 2019): a gcd of p and x whose steps look at the lowest bits only, so that 59 of them run in one machine word
/// and are then applied to the whole numbers at once. Constant time: the number of steps is fixed, choices are masks.
/// </summary>
/// <remarks>
/// Numbers are five limbs of 62 bits, the last one signed. Steps begin at delta = 1/2, for which 590 are enough below 2^256
/// (Pieter Wuille's bound for that variant). Several times as fast as Fermat's 254 squarings.
/// </remarks>
internal ref struct FieldInversion
{
    private const int Rounds = 10, StepsPerRound = 59, LimbBits = 62;
    private const long Mask = (1L << LimbBits) - 1;

    // p has the limbs -19, 0, 0, 0, 2^7; and 1/p mod 2^62.
    private const long LowestOfPrime = -19, HighestOfPrime = 1L << 7, InverseOfPrime = 0x39435e50d79435e5;

    // f goes from p to +-1 and g from x to 0; d x = f and e x = g (mod p) all the way.
    private Number _f, _g, _d, _e;

    /// <summary>Inverts a number below p, 32 little-endian bytes, in place; zero gives zero.</summary>
    public static void Invert(Span<byte> x)
    {
        FieldInversion work = default;
        work._f.L0 = LowestOfPrime;
        work._f.L4 = HighestOfPrime;
        work._g.Read(x);
        work._e.L0 = 1;
        long zeta = -1;
        for (int round = 0; round < Rounds; round++)
        {
            Matrix matrix = Step(ref zeta, (ulong)work._f.L0, (ulong)work._g.L0);
            ApplyModulo(matrix, ref work._d, ref work._e);
            Apply(matrix, ref work._f, ref work._g);
        }

        work._d.Normalize(work._f.L4 >> 63);
        work._d.Write(x);
        work = default;
    }

    /// <summary>59 division steps on the lowest bits; the matrix is scaled by 2^62. zeta is -(delta + 1/2).</summary>
    private static Matrix Step(ref long zeta, ulong f, ulong g)
    {
        // Begins at 8 times the unit matrix: three of the 62 doublings are done.
        ulong u = 8, v = 0, q = 0, r = 8;
        long z = zeta;
        for (int i = 0; i < StepsPerRound; i++)
        {
            // Where g is odd, it takes in f, negated when delta is positive; then, in that case, f becomes the old g.
            ulong positive = (ulong)(z >> 63), odd = 0 - (g & 1);
            g += ((f ^ positive) - positive) & odd;
            q += ((u ^ positive) - positive) & odd;
            r += ((v ^ positive) - positive) & odd;
            ulong swap = positive & odd;
            z = (z ^ (long)swap) - 1;
            f += g & swap;
            u += q & swap;
            v += r & swap;
            g >>= 1;
            u <<= 1;
            v <<= 1;
        }

        zeta = z;
        return new Matrix((long)u, (long)v, (long)q, (long)r);
    }

    /// <summary>(f, g) = matrix (f, g) / 2^62, which divides.</summary>
    private static void Apply(in Matrix m, ref Number f, ref Number g)
    {
        Sum a = default, b = default;
        a.Add(m.U, f.L0, m.V, g.L0);
        b.Add(m.Q, f.L0, m.R, g.L0);
        a.Shift();
        b.Shift();
        a.Add(m.U, f.L1, m.V, g.L1);
        b.Add(m.Q, f.L1, m.R, g.L1);
        (f.L0, g.L0) = (a.Shift(), b.Shift());
        a.Add(m.U, f.L2, m.V, g.L2);
        b.Add(m.Q, f.L2, m.R, g.L2);
        (f.L1, g.L1) = (a.Shift(), b.Shift());
        a.Add(m.U, f.L3, m.V, g.L3);
        b.Add(m.Q, f.L3, m.R, g.L3);
        (f.L2, g.L2) = (a.Shift(), b.Shift());
        a.Add(m.U, f.L4, m.V, g.L4);
        b.Add(m.Q, f.L4, m.R, g.L4);
        (f.L3, g.L3) = (a.Shift(), b.Shift());
        (f.L4, g.L4) = (a.Low, b.Low);
    }

    /// <summary>(d, e) = matrix (d, e) / 2^62 mod p; both stay between -2p and p.</summary>
    private static void ApplyModulo(in Matrix m, ref Number d, ref Number e)
    {
        // A negative factor gets p added; then so many p that the lowest limb vanishes.
        long dNegative = d.L4 >> 63, eNegative = e.L4 >> 63;
        long dPrimes = (m.U & dNegative) + (m.V & eNegative), ePrimes = (m.Q & dNegative) + (m.R & eNegative);
        Sum a = default, b = default;
        a.Add(m.U, d.L0, m.V, e.L0);
        b.Add(m.Q, d.L0, m.R, e.L0);
        dPrimes -= ((InverseOfPrime * a.Low) + dPrimes) & Mask;
        ePrimes -= ((InverseOfPrime * b.Low) + ePrimes) & Mask;
        a.Add(LowestOfPrime, dPrimes);
        b.Add(LowestOfPrime, ePrimes);
        a.Shift();
        b.Shift();
        a.Add(m.U, d.L1, m.V, e.L1);
        b.Add(m.Q, d.L1, m.R, e.L1);
        (d.L0, e.L0) = (a.Shift(), b.Shift());
        a.Add(m.U, d.L2, m.V, e.L2);
        b.Add(m.Q, d.L2, m.R, e.L2);
        (d.L1, e.L1) = (a.Shift(), b.Shift());
        a.Add(m.U, d.L3, m.V, e.L3);
        b.Add(m.Q, d.L3, m.R, e.L3);
        (d.L2, e.L2) = (a.Shift(), b.Shift());
        a.Add(m.U, d.L4, m.V, e.L4);
        b.Add(m.Q, d.L4, m.R, e.L4);
        a.Add(HighestOfPrime, dPrimes);
        b.Add(HighestOfPrime, ePrimes);
        (d.L3, e.L3) = (a.Shift(), b.Shift());
        (d.L4, e.L4) = (a.Low, b.Low);
    }

    private readonly record struct Matrix(long U, long V, long Q, long R);

    private struct Number
    {
        public long L0, L1, L2, L3, L4;

        public void Read(ReadOnlySpan<byte> bytes)
        {
            ulong a = BinaryPrimitives.ReadUInt64LittleEndian(bytes), b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
            ulong c = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]), d = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
            L0 = (long)a & Mask;
            L1 = (long)((a >> 62) | (b << 2)) & Mask;
            L2 = (long)((b >> 60) | (c << 4)) & Mask;
            L3 = (long)((c >> 58) | (d << 6)) & Mask;
            L4 = (long)(d >> 56);
        }

        public readonly void Write(Span<byte> bytes)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, L0 | (L1 << 62));
            BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], (L1 >> 2) | (L2 << 60));
            BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], (L2 >> 4) | (L3 << 58));
            BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], (L3 >> 6) | (L4 << 56));
        }

        /// <summary>From between -2p and p to between 0 and p, negated first when the mask is all ones.</summary>
        public void Normalize(long negate)
        {
            AddPrimeIfNegative();
            L0 = (L0 ^ negate) - negate;
            L1 = (L1 ^ negate) - negate;
            L2 = (L2 ^ negate) - negate;
            L3 = (L3 ^ negate) - negate;
            L4 = (L4 ^ negate) - negate;
            Carry();
            AddPrimeIfNegative();
        }

        private void AddPrimeIfNegative()
        {
            long negative = L4 >> 63;
            L0 += LowestOfPrime & negative;
            L4 += HighestOfPrime & negative;
            Carry();
        }

        private void Carry()
        {
            L1 += L0 >> LimbBits;
            L2 += L1 >> LimbBits;
            L3 += L2 >> LimbBits;
            L4 += L3 >> LimbBits;
            L0 &= Mask;
            L1 &= Mask;
            L2 &= Mask;
            L3 &= Mask;
        }
    }

    /// <summary>A signed sum of products, 128 bits.</summary>
    private struct Sum
    {
        private ulong _low;
        private long _high;

        public readonly long Low => (long)_low;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(long x, long y)
        {
            ulong low = (ulong)(x * y);
            _low += low;
            _high += MultiplyHigh(x, y) + (_low < low ? 1 : 0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(long x, long y, long z, long w)
        {
            Add(x, y);
            Add(z, w);
        }

        /// <summary>Takes the lowest limb off.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public long Shift()
        {
            long limb = (long)_low & Mask;
            _low = (_low >> LimbBits) | ((ulong)_high << (64 - LimbBits));
            _high >>= LimbBits;
            return limb;
        }

        // Two multiplications without memory are faster than one whose lower half the compiler puts there.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static long MultiplyHigh(long x, long y)
        {
            ulong high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags((ulong)x, (ulong)y) : Math.BigMul((ulong)x, (ulong)y, out _);
            return (long)high - ((x >> 63) & y) - ((y >> 63) & x);
        }
    }
}
