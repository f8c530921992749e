using System.Buffers.Binary;

namespace Tombolo.Signal.Spqr;

/// <summary>Writes the stored form of a state into one span that is known to be long enough.</summary>
internal ref struct StateWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    internal int Length { get; private set; }

    internal void Byte(byte value) => _destination[Length++] = value;

    internal void Number(ulong value) => Length += Varint.Write(value, _destination[Length..]);

    internal void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_destination[Length..], value);
        Length += sizeof(ushort);
    }

    internal void Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_destination[Length..]);
        Length += value.Length;
    }
}
