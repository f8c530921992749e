namespace Tombolo.Signal.Spqr;

/// <summary>Protobuf's variable-length integers: seven bits a byte, low bits first, at most ten bytes.</summary>
internal static class Varint
{
    private const int MaxSize = 10;

    internal static int Write(ulong value, Span<byte> destination)
    {
        int length = 0;
        while (value >= 0x80)
        {
            destination[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads one number and moves <paramref name="source"/> past it. False on truncation or more than 64 bits.</summary>
    internal static bool TryRead(ref ReadOnlySpan<byte> source, out ulong value)
    {
        value = 0;
        for (int i = 0; i < source.Length && i < MaxSize; i++)
        {
            byte part = source[i];
            if (i == MaxSize - 1 && part > 1)
            {
                return false;
            }

            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                source = source[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
