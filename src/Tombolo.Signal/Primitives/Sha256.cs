using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tombolo.Signal;

/// <summary>
/// The compression function of SHA-256 (FIPS 180-4 section 6.2.2). The platform's SHA-256 is faster for long inputs, but one
/// message of ours costs some eighteen HMACs of a block or two, where a call into the platform costs more than the
/// hashing; and only with the function itself can a key's two padded blocks be hashed once for several outputs.
/// Additions, rotations and Boolean operations only, so the time does not depend on the data.
/// </summary>
internal static class Sha256
{
    public const int BlockSize = 64;
    public const int HashSize = 32;
    public const int StateSize = 8;

    public static ReadOnlySpan<uint> InitialState =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Takes one block of 64 bytes into the state of 8 words.</summary>
    public static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        if (Sha256OpenSsl.IsSupported)
        {
            Sha256OpenSsl.Compress(state, block);
        }
        else
        {
            CompressManaged(state, block);
        }
    }

    /// <summary>The same in managed code.</summary>
    internal static void CompressManaged(Span<uint> state, ReadOnlySpan<byte> block)
    {
        if (Sha256Vector.IsSupported)
        {
            Sha256Vector.Compress(state, block, Constants);
        }
        else
        {
            CompressPlain(state, block);
        }
    }

    /// <summary>The same without vector instructions.</summary>
    [SkipLocalsInit]
    internal static void CompressPlain(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> schedule = stackalloc uint[BlockSize];
        for (int i = 0; i < 16; i++)
        {
            schedule[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        }

        for (int i = 16; i < schedule.Length; i++)
        {
            uint early = schedule[i - 15], late = schedule[i - 2];
            uint sigma0 = BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3);
            uint sigma1 = BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10);
            schedule[i] = schedule[i - 16] + sigma0 + schedule[i - 7] + sigma1;
        }

        for (int i = 0; i < schedule.Length; i++)
        {
            schedule[i] += Constants[i];
        }

        Rounds(state, schedule);
        schedule.Clear();
    }

    /// <summary>64 rounds over schedule words that have their constants added. Eight a turn, so that the variables rotate by name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Rounds(Span<uint> state, ReadOnlySpan<uint> schedule)
    {
        uint a = state[0], b = state[1], c = state[2], d = state[3];
        uint e = state[4], f = state[5], g = state[6], h = state[7];

        // Maj(a, b, c) = b ^ ((a ^ b) & (b ^ c)): what one round computes of it, the next one needs again.
        uint x, y = b ^ c;
        for (int i = 0; i < BlockSize; i += 8)
        {
            ref uint word = ref MemoryMarshal.GetReference(schedule.Slice(i, 8));
            h += Unsafe.Add(ref word, 0) + (g ^ (e & (f ^ g))) + Sum1(e);
            d += h;
            x = a ^ b;
            h += (b ^ (x & y)) + Sum0(a);
            g += Unsafe.Add(ref word, 1) + (f ^ (d & (e ^ f))) + Sum1(d);
            c += g;
            y = h ^ a;
            g += (a ^ (y & x)) + Sum0(h);
            f += Unsafe.Add(ref word, 2) + (e ^ (c & (d ^ e))) + Sum1(c);
            b += f;
            x = g ^ h;
            f += (h ^ (x & y)) + Sum0(g);
            e += Unsafe.Add(ref word, 3) + (d ^ (b & (c ^ d))) + Sum1(b);
            a += e;
            y = f ^ g;
            e += (g ^ (y & x)) + Sum0(f);
            d += Unsafe.Add(ref word, 4) + (c ^ (a & (b ^ c))) + Sum1(a);
            h += d;
            x = e ^ f;
            d += (f ^ (x & y)) + Sum0(e);
            c += Unsafe.Add(ref word, 5) + (b ^ (h & (a ^ b))) + Sum1(h);
            g += c;
            y = d ^ e;
            c += (e ^ (y & x)) + Sum0(d);
            b += Unsafe.Add(ref word, 6) + (a ^ (g & (h ^ a))) + Sum1(g);
            f += b;
            x = c ^ d;
            b += (d ^ (x & y)) + Sum0(c);
            a += Unsafe.Add(ref word, 7) + (h ^ (f & (g ^ h))) + Sum1(f);
            e += a;
            y = b ^ c;
            a += (c ^ (y & x)) + Sum0(b);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Sum0(uint a) => BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Sum1(uint e) => BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
}
