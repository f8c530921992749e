using System.Buffers.Binary;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// The chunk code of the braid. Data is cut into 32-byte chunks; the sixteen big-endian words of a chunk are the values of
/// sixteen polynomials at x = chunk number, so that any n different chunks give n chunks of data back.
/// </summary>
/// <remarks>
/// A sender whose partner is silent emits parity with every message, so <see cref="WriteChunk"/> is on the hot path. The
/// sum over all points is taken with Horner's rule over the bits of the coefficients, four words at a time in a 64-bit
/// register: sixteen doublings in all instead of one multiplication per word and point.
/// </remarks>
internal static class ErasureCode
{
    internal const int ChunkSize = 32;

    private const int WordsPerChunk = ChunkSize / sizeof(ulong);
    private const ulong LowBits = 0x0001_0001_0001_0001;

    /// <summary>Writes chunk <paramref name="number"/> of <paramref name="data"/>, whose length is a multiple of 32.</summary>
    internal static void WriteChunk(ReadOnlySpan<byte> data, ushort number, Span<byte> chunk)
    {
        int count = data.Length / ChunkSize;
        if (number < count)
        {
            data.Slice(number * ChunkSize, ChunkSize).CopyTo(chunk);
            return;
        }

        Interpolate(LagrangeBasis.ForFirst(count), number, count, data, chunk);
    }

    /// <summary>Gives back the data from <c>numbers.Length</c> distinct chunks.</summary>
    internal static byte[] Decode(ReadOnlySpan<ushort> numbers, ReadOnlySpan<byte> chunks)
    {
        int count = numbers.Length;
        byte[] data = new byte[count * ChunkSize];
        Span<bool> known = stackalloc bool[count];
        for (int i = 0; i < count; i++)
        {
            if (numbers[i] < count)
            {
                known[numbers[i]] = true;
                chunks.Slice(i * ChunkSize, ChunkSize).CopyTo(data.AsSpan(numbers[i] * ChunkSize));
            }
        }

        LagrangeBasis? basis = null;
        for (int i = 0; i < count; i++)
        {
            if (!known[i])
            {
                basis ??= new LagrangeBasis(numbers);
                Interpolate(basis, (ushort)i, count, chunks, data.AsSpan(i * ChunkSize, ChunkSize));
            }
        }

        return data;
    }

    private static void Interpolate(LagrangeBasis basis, ushort x, int count, ReadOnlySpan<byte> rows, Span<byte> result)
    {
        Span<ushort> coefficients = stackalloc ushort[count];
        basis.CoefficientsAt(x, coefficients);
        Span<ulong> sum = stackalloc ulong[WordsPerChunk];
        sum.Clear();
        for (int bit = 15; bit >= 0; bit--)
        {
            Double(sum);
            for (int i = 0; i < count; i++)
            {
                if (((coefficients[i] >> bit) & 1) != 0)
                {
                    Add(sum, rows.Slice(i * ChunkSize, ChunkSize));
                }
            }
        }

        for (int i = 0; i < WordsPerChunk; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(result[(i * sizeof(ulong))..], sum[i]);
        }
    }

    private static void Double(Span<ulong> sum)
    {
        for (int i = 0; i < WordsPerChunk; i++)
        {
            ulong carries = (sum[i] >> 15) & LowBits;
            sum[i] = ((sum[i] << 1) & ~LowBits) ^ (carries * 0x100B);
        }
    }

    private static void Add(Span<ulong> sum, ReadOnlySpan<byte> row)
    {
        for (int i = 0; i < WordsPerChunk; i++)
        {
            sum[i] ^= BinaryPrimitives.ReadUInt64BigEndian(row[(i * sizeof(ulong))..]);
        }
    }
}
