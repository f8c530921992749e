using System.Buffers.Binary;

namespace Tombolo.Signal;

/// <summary>A SHA-256 computation that begins after one block already in the state: the inner or outer half of an HMAC.</summary>
internal ref struct Sha256Input
{
    private readonly Span<uint> _state;
    private readonly Span<byte> _block;
    private int _used;
    private ulong _length;

    /// <param name="state">8 words, changed.</param>
    /// <param name="block">64 bytes of working space.</param>
    public Sha256Input(Span<uint> state, Span<byte> block)
    {
        _state = state;
        _block = block;
        _length = Sha256.BlockSize;
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        _length += (ulong)data.Length;
        if (_used != 0)
        {
            int taken = Math.Min(data.Length, Sha256.BlockSize - _used);
            data[..taken].CopyTo(_block[_used..]);
            _used += taken;
            data = data[taken..];
            if (_used == Sha256.BlockSize)
            {
                Sha256.Compress(_state, _block);
                _used = 0;
            }
        }

        for (; data.Length >= Sha256.BlockSize; data = data[Sha256.BlockSize..])
        {
            Sha256.Compress(_state, data);
        }

        if (!data.IsEmpty)
        {
            data.CopyTo(_block);
            _used = data.Length;
        }
    }

    /// <summary>Pads (FIPS 180-4 section 5.1.1) and writes the hash.</summary>
    public void Finish(Span<byte> hash)
    {
        _block[_used++] = 0x80;
        _block[_used..].Clear();
        if (_used > Sha256.BlockSize - sizeof(ulong))
        {
            Sha256.Compress(_state, _block);
            _block.Clear();
        }

        BinaryPrimitives.WriteUInt64BigEndian(_block[^sizeof(ulong)..], _length * 8);
        Sha256.Compress(_state, _block);
        for (int i = 0; i < Sha256.StateSize; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], _state[i]);
        }
    }
}
