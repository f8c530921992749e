using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal;

/// <summary>
/// The iterated SHA-512 (FIPS 180-4) of a safety number for both parties at once, with AVX2. Each step hashes 64 bytes of
/// digest and 33 bytes of key: one block, whose first eight words are the digest before.
/// </summary>
/// <remarks>
/// One party in each half of a vector. A half holds two of the variables a to h, which go through a round alike: a and e,
/// b and f, c and g, d and h; or two words of the schedule that follow each other. Ours because 10,400 calls into the
/// platform's hash take several times as long (bench, "safety number"). All of it is public.
/// </remarks>
internal static class TwinSha512
{
    private const int Rounds = 80, BlockWords = 16, StateWords = 8;
    private const byte Seconds = 0b1100_1100;
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

    // Two constants that follow each other, once for each party.
    private static readonly Vector256<ulong>[] TwinConstants = CreateConstants();

    // The initial a and e, b and f, c and g, d and h, for both parties.
    private static readonly Vector256<ulong>[] Start =
        [.. Enumerable.Range(0, 4).Select(i => Vector256.Create(Vector128.Create(Initial[i], Initial[i + 4])))];

    // How far Sum0 and Sum1 rotate to the right, and what is left of 64. In memory, because there are too few registers.
    private static readonly Vector256<ulong>[] Counts = [.. new[] { (28UL, 14UL), (34UL, 18UL), (39UL, 41UL) }.SelectMany(
        count => new[] { Vector128.Create(count.Item1, count.Item2), Vector128.Create(64 - count.Item1, 64 - count.Item2) }).Select(Vector256.Create)];

    public static bool IsSupported => Avx2.IsSupported;

    private static Vector256<ulong> SecondOnly => Vector256.Create(0, ulong.MaxValue, 0, ulong.MaxValue);

    // A rotation by eight bits is one shuffle.
    private static Vector256<byte> RotateByte
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(Vector128.Create((byte)1, 2, 3, 4, 5, 6, 7, 0, 9, 10, 11, 12, 13, 14, 15, 8));
    }

    /// <summary>digest = SHA-512(digest || key), <paramref name="times"/> times, for two digests of 64 and keys of 33 bytes.</summary>
    public static void Iterate(Span<byte> firstDigest, ReadOnlySpan<byte> firstKey, Span<byte> secondDigest, ReadOnlySpan<byte> secondKey, int times)
    {
        Span<Vector256<ulong>> digest = stackalloc Vector256<ulong>[StateWords / 2], tail = stackalloc Vector256<ulong>[StateWords / 2];
        Span<Vector256<ulong>> words = stackalloc Vector256<ulong>[BlockWords / 2];
        Load(firstDigest, secondDigest, digest);
        LoadTail(firstKey, secondKey, tail);
        for (int i = 0; i < times; i++)
        {
            digest.CopyTo(words);
            tail.CopyTo(words[digest.Length..]);
            Compress(words, digest);
        }

        for (int i = 0; i < digest.Length; i++)
        {
            Store(digest[i].GetLower(), firstDigest[(16 * i)..]);
            Store(digest[i].GetUpper(), secondDigest[(16 * i)..]);
        }
    }

    private static void Load(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<Vector256<ulong>> pairs)
    {
        for (int i = 0; i < pairs.Length; i++)
        {
            ReadOnlySpan<byte> a = first[(16 * i)..], b = second[(16 * i)..];
            pairs[i] = Vector256.Create(
                BinaryPrimitives.ReadUInt64BigEndian(a),
                BinaryPrimitives.ReadUInt64BigEndian(a[8..]),
                BinaryPrimitives.ReadUInt64BigEndian(b),
                BinaryPrimitives.ReadUInt64BigEndian(b[8..]));
        }
    }

    private static void Store(Vector128<ulong> pair, Span<byte> digest)
    {
        BinaryPrimitives.WriteUInt64BigEndian(digest, pair[0]);
        BinaryPrimitives.WriteUInt64BigEndian(digest[8..], pair[1]);
    }

    // Key, the padding's first byte, zeros, the length in bits (FIPS 180-4 section 5.1.2).
    private static void LoadTail(ReadOnlySpan<byte> firstKey, ReadOnlySpan<byte> secondKey, Span<Vector256<ulong>> tail)
    {
        Span<byte> first = stackalloc byte[64], second = stackalloc byte[64];
        first.Clear();
        second.Clear();
        firstKey.CopyTo(first);
        secondKey.CopyTo(second);
        first[firstKey.Length] = second[secondKey.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(first[56..], BitLength);
        BinaryPrimitives.WriteUInt64BigEndian(second[56..], BitLength);
        Load(first, second, tail);
    }

    /// <summary>FIPS 180-4 section 6.4.2 for a block in eight pairs of words, which are changed; gives the four pairs of the digest.</summary>
    /// <remarks>Sixteen rounds a turn, and the schedule of the next sixteen between them: neither waits for the other.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compress(Span<Vector256<ulong>> words, Span<Vector256<ulong>> digest)
    {
        ref Vector256<ulong> w = ref MemoryMarshal.GetReference(words);
        ref Vector256<ulong> k = ref MemoryMarshal.GetArrayDataReference(TwinConstants);
        ref Vector256<ulong> counts = ref MemoryMarshal.GetArrayDataReference(Counts);
        ref Vector256<ulong> start = ref MemoryMarshal.GetArrayDataReference(Start);
        Vector256<ulong> ae = start, bf = Unsafe.Add(ref start, 1), cg = Unsafe.Add(ref start, 2), dh = Unsafe.Add(ref start, 3);
        for (int t = 0; t < Rounds - BlockWords; t += BlockWords)
        {
            TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 0) + Unsafe.Add(ref k, 0));
            Extend(ref Unsafe.Add(ref w, 0), Unsafe.Add(ref w, 1), Unsafe.Add(ref w, 4), Unsafe.Add(ref w, 5), Unsafe.Add(ref w, 7));
            TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 1) + Unsafe.Add(ref k, 1));
            Extend(ref Unsafe.Add(ref w, 1), Unsafe.Add(ref w, 2), Unsafe.Add(ref w, 5), Unsafe.Add(ref w, 6), Unsafe.Add(ref w, 0));
            TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 2) + Unsafe.Add(ref k, 2));
            Extend(ref Unsafe.Add(ref w, 2), Unsafe.Add(ref w, 3), Unsafe.Add(ref w, 6), Unsafe.Add(ref w, 7), Unsafe.Add(ref w, 1));
            TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 3) + Unsafe.Add(ref k, 3));
            Extend(ref Unsafe.Add(ref w, 3), Unsafe.Add(ref w, 4), Unsafe.Add(ref w, 7), Unsafe.Add(ref w, 0), Unsafe.Add(ref w, 2));
            TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 4) + Unsafe.Add(ref k, 4));
            Extend(ref Unsafe.Add(ref w, 4), Unsafe.Add(ref w, 5), Unsafe.Add(ref w, 0), Unsafe.Add(ref w, 1), Unsafe.Add(ref w, 3));
            TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 5) + Unsafe.Add(ref k, 5));
            Extend(ref Unsafe.Add(ref w, 5), Unsafe.Add(ref w, 6), Unsafe.Add(ref w, 1), Unsafe.Add(ref w, 2), Unsafe.Add(ref w, 4));
            TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 6) + Unsafe.Add(ref k, 6));
            Extend(ref Unsafe.Add(ref w, 6), Unsafe.Add(ref w, 7), Unsafe.Add(ref w, 2), Unsafe.Add(ref w, 3), Unsafe.Add(ref w, 5));
            TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 7) + Unsafe.Add(ref k, 7));
            Extend(ref Unsafe.Add(ref w, 7), Unsafe.Add(ref w, 0), Unsafe.Add(ref w, 3), Unsafe.Add(ref w, 4), Unsafe.Add(ref w, 6));
            k = ref Unsafe.Add(ref k, BlockWords / 2);
        }

        TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 0) + Unsafe.Add(ref k, 0));
        TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 1) + Unsafe.Add(ref k, 1));
        TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 2) + Unsafe.Add(ref k, 2));
        TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 3) + Unsafe.Add(ref k, 3));
        TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 4) + Unsafe.Add(ref k, 4));
        TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 5) + Unsafe.Add(ref k, 5));
        TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 6) + Unsafe.Add(ref k, 6));
        TwoRounds(ref ae, ref bf, ref cg, ref dh, ref counts, Unsafe.Add(ref w, 7) + Unsafe.Add(ref k, 7));
        ae += start;
        bf += Unsafe.Add(ref start, 1);
        cg += Unsafe.Add(ref start, 2);
        dh += Unsafe.Add(ref start, 3);
        digest[0] = Avx2.UnpackLow(ae, bf);
        digest[1] = Avx2.UnpackLow(cg, dh);
        digest[2] = Avx2.UnpackHigh(ae, bf);
        digest[3] = Avx2.UnpackHigh(cg, dh);
    }

    /// <summary>Two rounds; afterwards the names stand for what they stand for in FIPS 180-4 again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoRounds(
        ref Vector256<ulong> ae, ref Vector256<ulong> bf, ref Vector256<ulong> cg, ref Vector256<ulong> dh, ref Vector256<ulong> counts,
        Vector256<ulong> constantAndWord)
    {
        Vector256<ulong> first = Round(ae, bf, cg, dh, ref counts, Avx2.ShiftLeftLogical128BitLane(constantAndWord, sizeof(ulong)));
        Vector256<ulong> second = Round(first, ae, bf, cg, ref counts, constantAndWord);
        (ae, bf, cg, dh) = (second, first, ae, bf);
    }

    /// <summary>The new a and e; the word is taken from the second place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Round(
        Vector256<ulong> ae, Vector256<ulong> bf, Vector256<ulong> cg, Vector256<ulong> dh, ref Vector256<ulong> counts,
        Vector256<ulong> constantAndWord)
    {
        // Maj(a, b, c) = b ^ ((a ^ b) & (b ^ c)); Ch(e, f, g) = g ^ (e & (f ^ g)). As little as can be waits for the new a and e.
        Vector256<ulong> kept = Avx2.Blend(bf.AsUInt32(), cg.AsUInt32(), Seconds).AsUInt64();
        Vector256<ulong> rest = (dh + constantAndWord) & SecondOnly;
        Vector256<ulong> t = rest + (kept ^ ((ae ^ Avx2.AndNot(SecondOnly, bf)) & (bf ^ cg)));

        // With Sum0 of a and Sum1 of e these are T2 and T1; then a = T1 + T2, e = d + T1.
        t += RotateRight(ae, ref counts, 0) ^ RotateRight(ae, ref counts, 1) ^ RotateRight(ae, ref counts, 2);
        return Avx2.UnpackHigh(t, t) + Avx2.UnpackLow(t, dh);
    }

    /// <summary>The pair of words sixteen after <paramref name="w16"/>: a word depends on the second one before it, not on the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Extend(ref Vector256<ulong> w16, Vector256<ulong> w14, Vector256<ulong> w8, Vector256<ulong> w6, Vector256<ulong> w2)
    {
        Vector256<ulong> w15 = Following(w16, w14), w7 = Following(w8, w6);
        Vector256<ulong> s0 = RotateRight(w15, 1) ^ Avx2.Shuffle(w15.AsByte(), RotateByte).AsUInt64() ^ (w15 >>> 7);
        Vector256<ulong> s1 = RotateRight(w2, 19) ^ RotateRight(w2, 61) ^ (w2 >>> 6);
        w16 = w16 + s0 + (w7 + s1);
    }

    /// <summary>The second word of a pair and the first of the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Following(Vector256<ulong> pair, Vector256<ulong> next) =>
        Avx2.AlignRight(next.AsByte(), pair.AsByte(), sizeof(ulong)).AsUInt64();

    /// <summary>Rotates the first words and the second ones by counts of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight(Vector256<ulong> value, ref Vector256<ulong> counts, nuint index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.RotateRightVariable(value, Unsafe.Add(ref counts, 2 * index))
            : Avx2.ShiftRightLogicalVariable(value, Unsafe.Add(ref counts, 2 * index))
                ^ Avx2.ShiftLeftLogicalVariable(value, Unsafe.Add(ref counts, (2 * index) + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight(Vector256<ulong> value, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, count) : (value >>> count) | (value << (64 - count));

    private static Vector256<ulong>[] CreateConstants()
    {
        Vector256<ulong>[] pairs = new Vector256<ulong>[Rounds / 2];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = Vector256.Create(Vector128.Create(Constants.Slice(2 * i, 2)));
        }

        return pairs;
    }
}
