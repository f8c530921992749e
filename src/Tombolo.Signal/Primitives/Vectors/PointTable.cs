using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tombolo.Signal;

/// <summary>
/// Multiples of one public point that make every further multiplication of it a sum without doublings. Indexed by digits of
/// the scalar: for public scalars only.
/// </summary>
internal sealed class PointTable
{
    /// <summary>For keys: 64 digits, 74 KB.</summary>
    public const int KeyDigitBits = 4;

    /// <summary>For the base point, whose table is made once: 32 digits, half a megabyte.</summary>
    public const int BaseDigitBits = 8;

    // A point in its packed form has 15 words; with 16 it is two cache lines.
    private const int EntryWords = 16;

    private static readonly Lazy<PointTable> BaseTable = new(() => new PointTable(AffinePoint.Base, BaseDigitBits));

    private readonly int _digitBits;
    private readonly int _placeWords;
    private readonly ulong[] _words;

    public PointTable(in AffinePoint point, int digitBits)
    {
        int steps = PointMultiples.Steps(digitBits), largest = PointMultiples.Largest(digitBits);
        _digitBits = digitBits;
        _placeWords = (largest + 1) * EntryWords;
        _words = GC.AllocateUninitializedArray<ulong>(4 * steps * _placeWords);
        FourSummands[] multiples = PointMultiples.Compute(point, digitBits);
        FourSummands neutral = FourSummands.FromAffine(FourPoints.Neutral.X, FourPoints.Neutral.Y);
        for (int step = 0; step < steps; step++)
        {
            Store(neutral, step, 0);
            for (int i = 1; i <= largest; i++)
            {
                Store(multiples[(step * largest) + i - 1], step, i);
            }
        }
    }

    /// <summary>The base point of RFC 8032.</summary>
    public static PointTable Base => BaseTable.Value;

    /// <summary>Adds the point times a scalar below 2^253, given as signed digits, to a sum in four parts.</summary>
    [SkipLocalsInit]
    public void AddMultiple(ref FourPoints sum, ReadOnlySpan<sbyte> digits)
    {
        Unsafe.SkipInit(out Packed packed);
        ref Vector256<ulong> gathered = ref Unsafe.As<Packed, Vector256<ulong>>(ref packed);
        for (int place = 0; place < SignedDigits.Count(_digitBits); place += 4)
        {
            ReadOnlySpan<sbyte> four = digits.Slice(place, 4);
            for (int word = 0; word < EntryWords; word += 4)
            {
                Vector256<ulong> a = Load(place, four[0], word), b = Load(place + 1, four[1], word);
                Vector256<ulong> c = Load(place + 2, four[2], word), d = Load(place + 3, four[3], word);
                FieldVector.Transpose(ref a, ref b, ref c, ref d);
                Unsafe.Add(ref gathered, word) = a;
                Unsafe.Add(ref gathered, word + 1) = b;
                Unsafe.Add(ref gathered, word + 2) = c;
                Unsafe.Add(ref gathered, word + 3) = d;
            }

            sum.Add(FourSummands.Unpack(ref gathered, SignedDigits.Negative(four)));
        }
    }

    private Vector256<ulong> Load(int place, sbyte digit, int word) =>
        Vector256.Create<ulong>(_words.AsSpan((place * _placeWords) + (Math.Abs((int)digit) * EntryWords) + word, 4));

    private void Store(in FourSummands summands, int step, int multiple)
    {
        Span<Vector256<ulong>> packed = stackalloc Vector256<ulong>[EntryWords];
        packed.Clear();
        summands.PackTo(packed);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<Vector256<ulong>, ulong>(packed);
        for (int lane = 0; lane < 4; lane++)
        {
            Span<ulong> entry = _words.AsSpan((((4 * step) + lane) * _placeWords) + (multiple * EntryWords), EntryWords);
            for (int i = 0; i < EntryWords; i++)
            {
                entry[i] = words[(4 * i) + lane];
            }
        }
    }

    [InlineArray(EntryWords)]
    private struct Packed
    {
        private Vector256<ulong> _first;
    }
}
