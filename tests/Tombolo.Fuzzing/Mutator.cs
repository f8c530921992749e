using System.Buffers.Binary;

namespace Tombolo.Fuzzing;

/// <summary>Makes a new input from one or two old ones: a handful of small, blind changes.</summary>
internal sealed class Mutator(Random random, int maxSize, IReadOnlyList<byte[]> words)
{
    private static readonly uint[] Interesting =
        [0, 1, 2, 7, 8, 16, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 255, 256, 1000, 2000, 25_000, 32_767, 32_768,
         65_535, 65_536, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

    private readonly byte[] _buffer = new byte[maxSize];
    private int _length;

    internal ReadOnlySpan<byte> Mutate(byte[] parent, byte[] other)
    {
        _length = Math.Min(parent.Length, maxSize);
        parent.AsSpan(0, _length).CopyTo(_buffer);
        int changes = 1 << random.Next(5);
        for (int i = 0; i < changes; i++)
        {
            Change(other);
        }

        return _buffer.AsSpan(0, _length);
    }

    private void Change(byte[] other)
    {
        if (words.Count > 0 && random.Next(3) == 0)
        {
            Insert(words[random.Next(words.Count)]);
            return;
        }

        if (_length == 0)
        {
            Insert([(byte)random.Next(256)]);
            return;
        }

        switch (random.Next(12))
        {
            case 0 or 1:
                _buffer[random.Next(_length)] ^= (byte)(1 << random.Next(8));
                break;
            case 2 or 3:
                _buffer[random.Next(_length)] = (byte)random.Next(256);
                break;
            case 4:
                _buffer[random.Next(_length)] += (byte)random.Next(-16, 17);
                break;
            case 5:
                OverwriteNumber();
                break;
            case 6:
                Remove(random.Next(_length), 1 + random.Next(Math.Min(_length, 40)));
                break;
            case 7:
                _length = random.Next(_length + 1);
                break;
            case 8:
                InsertVarint();
                break;
            case 9:
                InsertSlice(_buffer.AsSpan(0, _length).ToArray());
                break;
            case 10:
                InsertSlice(other);
                break;
            default:
                Splice(other);
                break;
        }
    }

    private void OverwriteNumber()
    {
        Span<byte> number = stackalloc byte[4];
        uint value = Interesting[random.Next(Interesting.Length)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        }

        int at = random.Next(_length);
        int size = Math.Min(1 << random.Next(3), _length - at);
        number[^size..].CopyTo(_buffer.AsSpan(at));
    }

    private void InsertVarint()
    {
        Span<byte> encoded = stackalloc byte[5];
        uint value = Interesting[random.Next(Interesting.Length)];
        int length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            encoded[length++] = (byte)(value | 0x80);
        }

        encoded[length++] = (byte)value;
        Insert(encoded[..length]);
    }

    private void InsertSlice(ReadOnlySpan<byte> source)
    {
        if (source.Length > 0)
        {
            int start = random.Next(source.Length);
            Insert(source.Slice(start, 1 + random.Next(Math.Min(64, source.Length - start))));
        }
    }

    private void Splice(byte[] other)
    {
        int keep = random.Next(_length);
        int start = random.Next(other.Length + 1);
        int taken = Math.Min(other.Length - start, maxSize - keep);
        other.AsSpan(start, taken).CopyTo(_buffer.AsSpan(keep));
        _length = keep + taken;
    }

    private void Insert(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > maxSize)
        {
            return;
        }

        int at = random.Next(_length + 1);
        _buffer.AsSpan(at, _length - at).CopyTo(_buffer.AsSpan(at + bytes.Length));
        bytes.CopyTo(_buffer.AsSpan(at));
        _length += bytes.Length;
    }

    private void Remove(int at, int count)
    {
        count = Math.Min(count, _length - at);
        _buffer.AsSpan(at + count, _length - at - count).CopyTo(_buffer.AsSpan(at));
        _length -= count;
    }
}
