using System.Numerics;

namespace Tombolo.Signal;

/// <summary>
/// Writes protobuf fields into memory of the right size; the sizes are computed first with the static methods. Field
/// numbers are below 16, so that every tag is one byte. Fields that are present are written even when they are 0.
/// </summary>
internal ref struct ProtobufWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    public int Position { get; private set; }

    public static int UInt64Size(ulong value) => 1 + VarintSize(value);

    public static int BytesSize(int length) => 1 + VarintSize((uint)length) + length;

    public void UInt64(int field, ulong value)
    {
        _destination[Position++] = (byte)(field << 3);
        Varint(value);
    }

    public void Bytes(int field, ReadOnlySpan<byte> value) => value.CopyTo(Reserve(field, value.Length));

    /// <summary>A public key in its 33-byte form from the bare 32 bytes.</summary>
    public void PublicKey(int field, ReadOnlySpan<byte> raw) =>
        Tombolo.Signal.PublicKey.Write(raw, Reserve(field, Tombolo.Signal.PublicKey.SerializedSize));

    /// <summary>Writes tag and length and hands out the memory of the value.</summary>
    public Span<byte> Reserve(int field, int length)
    {
        _destination[Position++] = (byte)((field << 3) | 2);
        Varint((uint)length);
        Span<byte> reserved = _destination.Slice(Position, length);
        Position += length;
        return reserved;
    }

    // Seven bits a byte; 0 takes one byte.
    private static int VarintSize(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _destination[Position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _destination[Position++] = (byte)value;
    }
}
