using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// A secret times the base point: signing, and the public half of a key. 64 signed digits of four bits, four at a time, each
/// from a table of its own, so sixteen additions and no doubling. Constant time: every entry of a place is read and masked.
/// </summary>
internal static class BaseMultiplication
{
    private const int DigitBits = 4, Largest = 8;

    // For each step and coordinate the multiples 1 to 8, packed: 61 KB, read from end to end.
    private static readonly Lazy<Vector256<ulong>[]> Table = new(CreateTable);

    /// <summary>scalar * B for a little-endian scalar below the group order.</summary>
    [SkipLocalsInit]
    public static VectorPoint Multiply(ReadOnlySpan<byte> scalar)
    {
        Span<sbyte> digits = stackalloc sbyte[64];
        SignedDigits.Recode(scalar, digits, DigitBits);
        Unsafe.SkipInit(out Packed packed);
        ref Vector256<ulong> chosen = ref Unsafe.As<Packed, Vector256<ulong>>(ref packed);
        ref Vector256<ulong> entries = ref MemoryMarshal.GetArrayDataReference(Table.Value);
        FourPoints sum = FourPoints.Neutral;
        for (int place = 0; place < digits.Length; place += 4)
        {
            ReadOnlySpan<sbyte> four = digits.Slice(place, 4);
            Vector256<ulong> negative = SignedDigits.Negative(four), magnitude = SignedDigits.Magnitude(four, negative);
            Choose(ref entries, magnitude, ref chosen);
            sum.Add(FourSummands.Unpack(ref chosen, negative));
            entries = ref Unsafe.Add(ref entries, Largest * FourSummands.PackedSize);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(digits));
        return sum.Sum();
    }

    /// <summary>In each lane the entry that the magnitude names; for 0 the neutral element (Y+X = Y-X = 1, 2dXY = 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Choose(ref Vector256<ulong> entries, Vector256<ulong> magnitude, ref Vector256<ulong> chosen)
    {
        Vector256<ulong> neutral = Vector256.Equals(magnitude, Vector256<ulong>.Zero) & Vector256<ulong>.One;
        for (int coordinate = 0; coordinate < 3; coordinate++)
        {
            Vector256<ulong> c0 = neutral, c1 = default, c2 = default, c3 = default, c4 = default;
            for (ulong i = 1; i <= Largest; i++)
            {
                Vector256<ulong> mask = Vector256.Equals(magnitude, Vector256.Create(i));
                c0 |= entries & mask;
                c1 |= Unsafe.Add(ref entries, 1) & mask;
                c2 |= Unsafe.Add(ref entries, 2) & mask;
                c3 |= Unsafe.Add(ref entries, 3) & mask;
                c4 |= Unsafe.Add(ref entries, 4) & mask;
                entries = ref Unsafe.Add(ref entries, FourSummands.PackedCoordinate);
            }

            chosen = c0;
            Unsafe.Add(ref chosen, 1) = c1;
            Unsafe.Add(ref chosen, 2) = c2;
            Unsafe.Add(ref chosen, 3) = c3;
            Unsafe.Add(ref chosen, 4) = c4;
            chosen = ref Unsafe.Add(ref chosen, FourSummands.PackedCoordinate);
            neutral = coordinate == 0 ? neutral : default;
        }
    }

    private static Vector256<ulong>[] CreateTable()
    {
        const int Packed = FourSummands.PackedSize, Coordinate = FourSummands.PackedCoordinate;
        FourSummands[] multiples = PointMultiples.Compute(AffinePoint.Base, DigitBits);
        Vector256<ulong>[] table = new Vector256<ulong>[multiples.Length * Packed];
        Span<Vector256<ulong>> packed = stackalloc Vector256<ulong>[Packed];
        for (int i = 0; i < multiples.Length; i++)
        {
            multiples[i].PackTo(packed);
            int step = i / Largest, multiple = i % Largest;
            for (int coordinate = 0; coordinate < 3; coordinate++)
            {
                packed.Slice(coordinate * Coordinate, Coordinate).CopyTo(
                    table.AsSpan((step * Largest * Packed) + (((coordinate * Largest) + multiple) * Coordinate)));
            }
        }

        return table;
    }

    [InlineArray(FourSummands.PackedSize)]
    private struct Packed
    {
        private Vector256<ulong> _first;
    }
}
