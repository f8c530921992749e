using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal;

/// <summary>
/// SHA-256's compression function with the schedule four words at a time. Where AVX-512 rotates and combines three words in
/// one instruction, the rounds are in vector registers too, one lane of four.
/// </summary>
internal static class Sha256Vector
{
    private const byte ExclusiveOr = 0x96, Choose = 0xCA, Majority = 0xE8;

    public static bool IsSupported => Ssse3.IsSupported;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(Span<uint> state, ReadOnlySpan<byte> block, ReadOnlySpan<uint> constants)
    {
        Span<uint> schedule = stackalloc uint[Sha256.BlockSize];
        Vector128<uint> w0 = Load(block), w1 = Load(block[16..]), w2 = Load(block[32..]), w3 = Load(block[48..]);
        for (int i = 0; ; i += 16)
        {
            (w0 + Vector128.Create(constants[i..])).CopyTo(schedule[i..]);
            (w1 + Vector128.Create(constants[(i + 4)..])).CopyTo(schedule[(i + 4)..]);
            (w2 + Vector128.Create(constants[(i + 8)..])).CopyTo(schedule[(i + 8)..]);
            (w3 + Vector128.Create(constants[(i + 12)..])).CopyTo(schedule[(i + 12)..]);
            if (i == Sha256.BlockSize - 16)
            {
                break;
            }

            w0 = NextFour(w0, w1, w2, w3);
            w1 = NextFour(w1, w2, w3, w0);
            w2 = NextFour(w2, w3, w0, w1);
            w3 = NextFour(w3, w0, w1, w2);
        }

        if (Avx512F.VL.IsSupported)
        {
            Rounds(state, schedule);
        }
        else
        {
            Sha256.Rounds(state, schedule);
        }

        schedule.Clear();
    }

    private static Vector128<uint> Load(ReadOnlySpan<byte> block) => Vector128.Shuffle(
        Vector128.Create(block), Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)).AsUInt32();

    /// <summary>Four words of the schedule from the sixteen before them; the last two need the first two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> NextFour(Vector128<uint> w0, Vector128<uint> w1, Vector128<uint> w2, Vector128<uint> w3)
    {
        Vector128<uint> early = Ssse3.AlignRight(w1, w0, 4);
        Vector128<uint> sigma0 = Xor(RotateRight(early, 7), RotateRight(early, 18), early >>> 3);
        Vector128<uint> sum = w0 + Ssse3.AlignRight(w3, w2, 4) + sigma0;
        Vector128<uint> firstTwo = sum + Sigma1(Sse2.ShiftRightLogical128BitLane(w3, 8));
        return firstTwo + Sigma1(Sse2.ShiftLeftLogical128BitLane(firstTwo, 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Sigma1(Vector128<uint> x) =>
        Xor(RotateRight(x, 17), RotateRight(x, 19), x >>> 10);

    private static void Rounds(Span<uint> state, ReadOnlySpan<uint> schedule)
    {
        Vector128<uint> a = One(state[0]), b = One(state[1]), c = One(state[2]), d = One(state[3]);
        Vector128<uint> e = One(state[4]), f = One(state[5]), g = One(state[6]), h = One(state[7]);
        for (int i = 0; i < Sha256.BlockSize && i < schedule.Length; i++)
        {
            Vector128<uint> sum1 = Xor(Avx512F.VL.RotateRight(e, 6), Avx512F.VL.RotateRight(e, 11), Avx512F.VL.RotateRight(e, 25));
            Vector128<uint> first = h + One(schedule[i]) + Avx512F.VL.TernaryLogic(e, f, g, Choose) + sum1;
            Vector128<uint> sum0 = Xor(Avx512F.VL.RotateRight(a, 2), Avx512F.VL.RotateRight(a, 13), Avx512F.VL.RotateRight(a, 22));
            Vector128<uint> second = sum0 + Avx512F.VL.TernaryLogic(a, b, c, Majority);
            (h, g, f, e) = (g, f, e, d + first);
            (d, c, b, a) = (c, b, a, first + second);
        }

        state[0] += a.ToScalar();
        state[1] += b.ToScalar();
        state[2] += c.ToScalar();
        state[3] += d.ToScalar();
        state[4] += e.ToScalar();
        state[5] += f.ToScalar();
        state[6] += g.ToScalar();
        state[7] += h.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Xor(Vector128<uint> x, Vector128<uint> y, Vector128<uint> z) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.TernaryLogic(x, y, z, ExclusiveOr) : x ^ y ^ z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> RotateRight(Vector128<uint> x, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(x, count) : (x >>> count) | (x << (32 - count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> One(uint word) => Vector128.CreateScalarUnsafe(word);
}
