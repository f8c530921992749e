using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// Four SHAKE computations side by side (FIPS 202), one in each lane of a 256-bit register, for the many short ones of
/// ML-KEM. Inputs are shorter than one block.
/// </summary>
internal static class KeccakFour
{
    internal const int Lanes = 4;
    internal const int StateSize = 25;

    private const byte ShakePadding = 0x1F, ExclusiveOr = 0x96;

    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
        0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
        0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
        0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    internal static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <summary>Absorbs four inputs of one length, each <paramref name="length"/> bytes at a multiple of it, and pads.</summary>
    internal static void Absorb(Span<Vector256<ulong>> state, ReadOnlySpan<byte> inputs, int length, int rate)
    {
        Span<byte> blocks = stackalloc byte[Lanes * rate];
        blocks.Clear();
        for (int lane = 0; lane < Lanes; lane++)
        {
            Span<byte> block = blocks.Slice(lane * rate, rate);
            inputs.Slice(lane * length, length).CopyTo(block);
            block[length] = ShakePadding;
            block[^1] |= 0x80;
        }

        state.Clear();
        for (int i = 0; i < rate / sizeof(ulong); i++)
        {
            state[i] = Vector256.Create(
                Word(blocks, (0 * rate) + (8 * i)), Word(blocks, (1 * rate) + (8 * i)),
                Word(blocks, (2 * rate) + (8 * i)), Word(blocks, (3 * rate) + (8 * i)));
        }

        blocks.Clear();
    }

    /// <summary>Permutes and writes one block of each lane, lane after lane.</summary>
    internal static void Squeeze(Span<Vector256<ulong>> state, Span<byte> blocks, int rate)
    {
        Permute(state);
        for (int i = 0; i < rate / sizeof(ulong); i++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(blocks[((lane * rate) + (8 * i))..], state[i][lane]);
            }
        }
    }

    private static ulong Word(ReadOnlySpan<byte> blocks, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(blocks[offset..]);

    /// <summary>Keccak-f[1600], FIPS 202 section 3.3: theta, rho and pi, chi and iota.</summary>
    private static void Permute(Span<Vector256<ulong>> state)
    {
        Vector256<ulong> a00 = state[0], a01 = state[1], a02 = state[2], a03 = state[3], a04 = state[4], a05 = state[5], a06 = state[6], a07 = state[7], a08 = state[8], a09 = state[9], a10 = state[10], a11 = state[11], a12 = state[12];
        Vector256<ulong> a13 = state[13], a14 = state[14], a15 = state[15], a16 = state[16], a17 = state[17], a18 = state[18], a19 = state[19], a20 = state[20], a21 = state[21], a22 = state[22], a23 = state[23], a24 = state[24];
        foreach (ulong constant in RoundConstants)
        {
            Vector256<ulong> c0 = Xor(a00, a05, a10) ^ a15 ^ a20;
            Vector256<ulong> c1 = Xor(a01, a06, a11) ^ a16 ^ a21;
            Vector256<ulong> c2 = Xor(a02, a07, a12) ^ a17 ^ a22;
            Vector256<ulong> c3 = Xor(a03, a08, a13) ^ a18 ^ a23;
            Vector256<ulong> c4 = Xor(a04, a09, a14) ^ a19 ^ a24;
            Vector256<ulong> d0 = c4 ^ Rotate(c1, 1);
            Vector256<ulong> d1 = c0 ^ Rotate(c2, 1);
            Vector256<ulong> d2 = c1 ^ Rotate(c3, 1);
            Vector256<ulong> d3 = c2 ^ Rotate(c4, 1);
            Vector256<ulong> d4 = c3 ^ Rotate(c0, 1);

            Vector256<ulong> b00 = a00 ^ d0;
            Vector256<ulong> b10 = Rotate(a01 ^ d1, 1);
            Vector256<ulong> b20 = Rotate(a02 ^ d2, 62);
            Vector256<ulong> b05 = Rotate(a03 ^ d3, 28);
            Vector256<ulong> b15 = Rotate(a04 ^ d4, 27);
            Vector256<ulong> b16 = Rotate(a05 ^ d0, 36);
            Vector256<ulong> b01 = Rotate(a06 ^ d1, 44);
            Vector256<ulong> b11 = Rotate(a07 ^ d2, 6);
            Vector256<ulong> b21 = Rotate(a08 ^ d3, 55);
            Vector256<ulong> b06 = Rotate(a09 ^ d4, 20);
            Vector256<ulong> b07 = Rotate(a10 ^ d0, 3);
            Vector256<ulong> b17 = Rotate(a11 ^ d1, 10);
            Vector256<ulong> b02 = Rotate(a12 ^ d2, 43);
            Vector256<ulong> b12 = Rotate(a13 ^ d3, 25);
            Vector256<ulong> b22 = Rotate(a14 ^ d4, 39);
            Vector256<ulong> b23 = Rotate(a15 ^ d0, 41);
            Vector256<ulong> b08 = Rotate(a16 ^ d1, 45);
            Vector256<ulong> b18 = Rotate(a17 ^ d2, 15);
            Vector256<ulong> b03 = Rotate(a18 ^ d3, 21);
            Vector256<ulong> b13 = Rotate(a19 ^ d4, 8);
            Vector256<ulong> b14 = Rotate(a20 ^ d0, 18);
            Vector256<ulong> b24 = Rotate(a21 ^ d1, 2);
            Vector256<ulong> b09 = Rotate(a22 ^ d2, 61);
            Vector256<ulong> b19 = Rotate(a23 ^ d3, 56);
            Vector256<ulong> b04 = Rotate(a24 ^ d4, 14);

            a00 = Chi(b00, b01, b02) ^ Vector256.Create(constant);
            a01 = Chi(b01, b02, b03);
            a02 = Chi(b02, b03, b04);
            a03 = Chi(b03, b04, b00);
            a04 = Chi(b04, b00, b01);
            a05 = Chi(b05, b06, b07);
            a06 = Chi(b06, b07, b08);
            a07 = Chi(b07, b08, b09);
            a08 = Chi(b08, b09, b05);
            a09 = Chi(b09, b05, b06);
            a10 = Chi(b10, b11, b12);
            a11 = Chi(b11, b12, b13);
            a12 = Chi(b12, b13, b14);
            a13 = Chi(b13, b14, b10);
            a14 = Chi(b14, b10, b11);
            a15 = Chi(b15, b16, b17);
            a16 = Chi(b16, b17, b18);
            a17 = Chi(b17, b18, b19);
            a18 = Chi(b18, b19, b15);
            a19 = Chi(b19, b15, b16);
            a20 = Chi(b20, b21, b22);
            a21 = Chi(b21, b22, b23);
            a22 = Chi(b22, b23, b24);
            a23 = Chi(b23, b24, b20);
            a24 = Chi(b24, b20, b21);
        }

        state[0] = a00; state[1] = a01; state[2] = a02; state[3] = a03; state[4] = a04;
        state[5] = a05; state[6] = a06; state[7] = a07; state[8] = a08; state[9] = a09;
        state[10] = a10; state[11] = a11; state[12] = a12; state[13] = a13; state[14] = a14;
        state[15] = a15; state[16] = a16; state[17] = a17; state[18] = a18; state[19] = a19;
        state[20] = a20; state[21] = a21; state[22] = a22; state[23] = a23; state[24] = a24;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Rotate(Vector256<ulong> x, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(x, count) : (x << count) | (x >> (64 - count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Xor(Vector256<ulong> x, Vector256<ulong> y, Vector256<ulong> z) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.TernaryLogic(x, y, z, ExclusiveOr) : x ^ y ^ z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Chi(Vector256<ulong> x, Vector256<ulong> y, Vector256<ulong> z) => x ^ Vector256.AndNot(z, y);
}
