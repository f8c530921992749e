using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal;

/// <summary>
/// The many hash iterations of a safety number for both parties at once, one in each half of a 128-bit register:
/// D = SHA-512( D ‖ EC(identity) ), which is a single block of FIPS 180-4. Everything here is public.
/// </summary>
internal static class DigestPair
{
    private const int Rounds = 80;
    private const int DigestSize = 64;
    private const byte ExclusiveOr = 0x96, Choose = 0xCA, Majority = 0xE8;

    private static ReadOnlySpan<ulong> Constants =>
    [
        0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
        0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
        0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
        0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
        0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
        0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
        0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
        0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
        0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
        0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
        0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
        0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
        0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
        0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
        0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
        0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
        0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
        0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
        0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
        0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
    ];

    private static ReadOnlySpan<ulong> InitialState =>
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ];

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    /// <summary>Iterates both digests (64 bytes each) in place; the keys are the 33-byte forms.</summary>
    [SkipLocalsInit]
    public static void Iterate(
        Span<byte> firstDigest, ReadOnlySpan<byte> firstKey, Span<byte> secondDigest, ReadOnlySpan<byte> secondKey, int count)
    {
        Span<Vector128<ulong>> schedule = stackalloc Vector128<ulong>[Rounds], tail = stackalloc Vector128<ulong>[8];
        Span<Vector128<ulong>> digest = stackalloc Vector128<ulong>[8];
        Span<byte> first = stackalloc byte[DigestSize], second = stackalloc byte[DigestSize];
        WriteTail(firstKey, first);
        WriteTail(secondKey, second);
        Pair(first, second, tail);
        Pair(firstDigest, secondDigest, digest);
        for (int i = 0; i < count; i++)
        {
            digest.CopyTo(schedule);
            tail.CopyTo(schedule[8..]);
            Expand(schedule);
            Compress(schedule, digest);
        }

        for (int i = 0; i < digest.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(firstDigest[(8 * i)..], digest[i][0]);
            BinaryPrimitives.WriteUInt64BigEndian(secondDigest[(8 * i)..], digest[i][1]);
        }
    }

    /// <summary>The half block after the digest: key, padding bit, and the length of 97 bytes in bits.</summary>
    private static void WriteTail(ReadOnlySpan<byte> key, Span<byte> tail)
    {
        tail.Clear();
        key.CopyTo(tail);
        tail[key.Length] = 0x80;
        BinaryPrimitives.WriteUInt16BigEndian(tail[^2..], (ushort)((DigestSize + key.Length) * 8));
    }

    private static void Pair(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<Vector128<ulong>> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = Vector128.Create(
                BinaryPrimitives.ReadUInt64BigEndian(first[(8 * i)..]), BinaryPrimitives.ReadUInt64BigEndian(second[(8 * i)..]));
        }
    }

    private static void Expand(Span<Vector128<ulong>> schedule)
    {
        for (int i = 16; i < schedule.Length; i++)
        {
            Vector128<ulong> early = schedule[i - 15], late = schedule[i - 2];
            schedule[i] = schedule[i - 16] + schedule[i - 7]
                + Xor(Rotate(early, 1), Rotate(early, 8), early >> 7)
                + Xor(Rotate(late, 19), Rotate(late, 61), late >> 6);
        }
    }

    private static void Compress(ReadOnlySpan<Vector128<ulong>> schedule, Span<Vector128<ulong>> digest)
    {
        ReadOnlySpan<ulong> constants = Constants, initial = InitialState;
        Vector128<ulong> a = Both(initial[0]), b = Both(initial[1]), c = Both(initial[2]), d = Both(initial[3]);
        Vector128<ulong> e = Both(initial[4]), f = Both(initial[5]), g = Both(initial[6]), h = Both(initial[7]);
        for (int i = 0; i < Rounds && i < schedule.Length; i++)
        {
            Vector128<ulong> first = h + (schedule[i] + Both(constants[i])) + Ch(e, f, g) + Xor(Rotate(e, 14), Rotate(e, 18), Rotate(e, 41));
            Vector128<ulong> second = Xor(Rotate(a, 28), Rotate(a, 34), Rotate(a, 39)) + Maj(a, b, c);
            (h, g, f, e) = (g, f, e, d + first);
            (d, c, b, a) = (c, b, a, first + second);
        }

        digest[0] = a + Both(initial[0]);
        digest[1] = b + Both(initial[1]);
        digest[2] = c + Both(initial[2]);
        digest[3] = d + Both(initial[3]);
        digest[4] = e + Both(initial[4]);
        digest[5] = f + Both(initial[5]);
        digest[6] = g + Both(initial[6]);
        digest[7] = h + Both(initial[7]);
    }

    // AVX-512 has an instruction for each of these; elsewhere they are three or four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Rotate(Vector128<ulong> x, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(x, count) : (x >> count) | (x << (64 - count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Xor(Vector128<ulong> x, Vector128<ulong> y, Vector128<ulong> z) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.TernaryLogic(x, y, z, ExclusiveOr) : x ^ y ^ z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Ch(Vector128<ulong> x, Vector128<ulong> y, Vector128<ulong> z) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.TernaryLogic(x, y, z, Choose) : z ^ (x & (y ^ z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Maj(Vector128<ulong> x, Vector128<ulong> y, Vector128<ulong> z) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.TernaryLogic(x, y, z, Majority) : (x & y) | (z & (x | y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Both(ulong word) => Vector128.Create(word);
}
