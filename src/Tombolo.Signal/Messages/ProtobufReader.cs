namespace Tombolo.Signal;

/// <summary>
/// Reads one protobuf message (proto2 wire format) from memory: call <see cref="Next"/>, look at <see cref="Field"/>, then
/// take the value or <see cref="Skip"/> it. Any fault (truncation, a wrong wire type, field number 0) ends the reading and
/// sets <see cref="Failed"/>; values returned after a fault are empty. Unknown fields are skipped by the caller, the last
/// occurrence of a field counts.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0, Fixed64 = 1, LengthDelimited = 2, Fixed32 = 5;

    private ReadOnlySpan<byte> _rest = message;
    private int _wireType;

    public int Field { get; private set; }

    public bool Failed { get; private set; }

    /// <summary>Moves to the next field; false at the end or after a fault.</summary>
    public bool Next()
    {
        if (Failed || _rest.IsEmpty)
        {
            return false;
        }

        ulong tag = ReadVarint();
        Field = (int)(tag >> 3);
        _wireType = (int)(tag & 7);
        if (tag > uint.MaxValue || Field == 0)
        {
            Failed = true;
        }

        return !Failed;
    }

    public ulong UInt64() => Expect(Varint) ? ReadVarint() : 0;

    /// <summary>A uint32 field; like every protobuf reader, the low 32 bits of a longer number.</summary>
    public uint UInt32() => unchecked((uint)UInt64());

    public ReadOnlySpan<byte> Bytes()
    {
        if (!Expect(LengthDelimited))
        {
            return [];
        }

        ulong length = ReadVarint();
        return Take(length);
    }

    public void Skip()
    {
        switch (_wireType)
        {
            case Varint: ReadVarint(); break;
            case Fixed64: Take(8); break;
            case LengthDelimited: Take(ReadVarint()); break;
            case Fixed32: Take(4); break;
            default: Failed = true; break;
        }
    }

    private bool Expect(int wireType)
    {
        Failed |= _wireType != wireType;
        return !Failed;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (Failed || length > (ulong)_rest.Length)
        {
            Failed = true;
            return [];
        }

        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < 10 && i < _rest.Length; i++)
        {
            byte next = _rest[i];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                // The tenth byte holds one bit of a 64-bit number.
                Failed |= i == 9 && next > 1;
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        Failed = true;
        return 0;
    }
}
