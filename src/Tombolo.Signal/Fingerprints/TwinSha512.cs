using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal;

/// <summary>
/// The iterated SHA-512 (FIPS 180-4) of a safety number, for both parties at once, one in each half of a 128-bit vector.
/// Each step hashes 64 bytes of digest and 33 bytes of key: one block, whose first eight words are the digest before.
/// </summary>
/// <remarks>
/// Ours because 10,400 calls into the platform's hash cost four times as much (bench, "safety number"). All of it is
/// public. <see cref="Fingerprint"/> uses the platform's hash where vectors are not hardware.
/// </remarks>
internal static class TwinSha512
{
    private const int Rounds = 80, BlockWords = 16, StateWords = 8, KeyWord = 8;
    private const nuint WordSize = 16;
    private const ulong BitLength = (64 + PublicKey.SerializedSize) * 8;

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

    private static ReadOnlySpan<ulong> Initial =>
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ];

    private static readonly Vector128<ulong>[] TwinConstants = [.. Constants.ToArray().Select(constant => Vector128.Create(constant))];

    /// <summary>digest = SHA-512(digest || key), <paramref name="times"/> times, for two digests of 64 and keys of 33 bytes.</summary>
    public static void Iterate(Span<byte> firstDigest, ReadOnlySpan<byte> firstKey, Span<byte> secondDigest, ReadOnlySpan<byte> secondKey, int times)
    {
        Span<Vector128<ulong>> state = stackalloc Vector128<ulong>[StateWords], words = stackalloc Vector128<ulong>[Rounds];
        Span<Vector128<ulong>> tail = stackalloc Vector128<ulong>[BlockWords - KeyWord];
        Load(firstDigest, secondDigest, state);
        LoadTail(firstKey, secondKey, tail);
        for (int i = 0; i < times; i++)
        {
            state.CopyTo(words);
            tail.CopyTo(words[KeyWord..]);
            Compress(words, state);
        }

        for (int i = 0; i < StateWords; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(firstDigest[(8 * i)..], state[i][0]);
            BinaryPrimitives.WriteUInt64BigEndian(secondDigest[(8 * i)..], state[i][1]);
        }
    }

    private static void Load(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<Vector128<ulong>> words)
    {
        for (int i = 0; 8 * i < first.Length; i++)
        {
            words[i] = Vector128.Create(
                BinaryPrimitives.ReadUInt64BigEndian(first[(8 * i)..]), BinaryPrimitives.ReadUInt64BigEndian(second[(8 * i)..]));
        }
    }

    // Key, the padding's first byte, zeros, the length in bits (FIPS 180-4 section 5.1.2).
    private static void LoadTail(ReadOnlySpan<byte> firstKey, ReadOnlySpan<byte> secondKey, Span<Vector128<ulong>> tail)
    {
        Span<byte> first = stackalloc byte[64], second = stackalloc byte[64];
        first.Clear();
        second.Clear();
        firstKey.CopyTo(first);
        secondKey.CopyTo(second);
        first[firstKey.Length] = second[secondKey.Length] = 0x80;
        Load(first, second, tail);
        tail[^1] = Vector128.Create(BitLength);
    }

    // FIPS 180-4 section 6.4.2; the first sixteen words are the block. Eight rounds a turn, so that the variables rotate by
    // name; unchecked access, because the checks took a quarter of the time (all indices are constants below 80).
    private static void Compress(Span<Vector128<ulong>> words, Span<Vector128<ulong>> state)
    {
        ref Vector128<ulong> w = ref MemoryMarshal.GetReference(words);
        Schedule(ref w);

        Vector128<ulong> a = Vector128.Create(Initial[0]), b = Vector128.Create(Initial[1]), c = Vector128.Create(Initial[2]), d = Vector128.Create(Initial[3]);
        Vector128<ulong> e = Vector128.Create(Initial[4]), f = Vector128.Create(Initial[5]), g = Vector128.Create(Initial[6]), h = Vector128.Create(Initial[7]);
        ref Vector128<ulong> k = ref MemoryMarshal.GetArrayDataReference(TwinConstants);
        for (nuint t = 0; t < Rounds * WordSize; t += 8 * WordSize)
        {
            Round(a, b, c, ref d, e, f, g, ref h, At(ref k, t) + At(ref w, t));
            Round(h, a, b, ref c, d, e, f, ref g, At(ref k, t + WordSize) + At(ref w, t + WordSize));
            Round(g, h, a, ref b, c, d, e, ref f, At(ref k, t + (2 * WordSize)) + At(ref w, t + (2 * WordSize)));
            Round(f, g, h, ref a, b, c, d, ref e, At(ref k, t + (3 * WordSize)) + At(ref w, t + (3 * WordSize)));
            Round(e, f, g, ref h, a, b, c, ref d, At(ref k, t + (4 * WordSize)) + At(ref w, t + (4 * WordSize)));
            Round(d, e, f, ref g, h, a, b, ref c, At(ref k, t + (5 * WordSize)) + At(ref w, t + (5 * WordSize)));
            Round(c, d, e, ref f, g, h, a, ref b, At(ref k, t + (6 * WordSize)) + At(ref w, t + (6 * WordSize)));
            Round(b, c, d, ref e, f, g, h, ref a, At(ref k, t + (7 * WordSize)) + At(ref w, t + (7 * WordSize)));
        }

        state[0] = a + Vector128.Create(Initial[0]);
        state[1] = b + Vector128.Create(Initial[1]);
        state[2] = c + Vector128.Create(Initial[2]);
        state[3] = d + Vector128.Create(Initial[3]);
        state[4] = e + Vector128.Create(Initial[4]);
        state[5] = f + Vector128.Create(Initial[5]);
        state[6] = g + Vector128.Create(Initial[6]);
        state[7] = h + Vector128.Create(Initial[7]);
    }

    // Two words of both messages at a time: a word depends on the second one before it, not on the first.
    private static void Schedule(ref Vector128<ulong> w)
    {
        Vector256<ulong> w16 = Pair(ref w, 0), w14 = Pair(ref w, 2), w8 = Pair(ref w, 8), w2 = Pair(ref w, 14);
        for (nuint t = BlockWords; t < Rounds; t += 2)
        {
            Vector256<ulong> w6 = Pair(ref w, t - 6);
            Vector256<ulong> w15 = Vector256.Create(w16.GetUpper(), w14.GetLower()), w7 = Vector256.Create(w8.GetUpper(), w6.GetLower());
            Vector256<ulong> s0 = RotateRight(w15, 1) ^ RotateRight(w15, 8) ^ (w15 >>> 7);
            Vector256<ulong> s1 = RotateRight(w2, 19) ^ RotateRight(w2, 61) ^ (w2 >>> 6);
            w2 = w16 + s0 + (w7 + s1);
            Pair(ref w, t) = w2;
            (w16, w14, w8) = (w14, Pair(ref w, t - 12), w6);
        }
    }

    private static ref Vector256<ulong> Pair(ref Vector128<ulong> w, nuint index) =>
        ref Unsafe.As<Vector128<ulong>, Vector256<ulong>>(ref At(ref w, index * WordSize));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight(Vector256<ulong> value, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, count) : (value >>> count) | (value << (64 - count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        Vector128<ulong> a, Vector128<ulong> b, Vector128<ulong> c, ref Vector128<ulong> d,
        Vector128<ulong> e, Vector128<ulong> f, Vector128<ulong> g, ref Vector128<ulong> h, Vector128<ulong> constantAndWord)
    {
        Vector128<ulong> sum1 = RotateRight(e, 14) ^ RotateRight(e, 18) ^ RotateRight(e, 41);
        Vector128<ulong> t1 = h + constantAndWord + Vector128.ConditionalSelect(e, f, g) + sum1;
        Vector128<ulong> sum0 = RotateRight(a, 28) ^ RotateRight(a, 34) ^ RotateRight(a, 39);
        d += t1;
        h = t1 + sum0 + Vector128.ConditionalSelect(a ^ b, c, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector128<ulong> At(ref Vector128<ulong> start, nuint byteOffset) => ref Unsafe.AddByteOffset(ref start, byteOffset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> RotateRight(Vector128<ulong> value, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, count) : (value >>> count) | (value << (64 - count));
}
