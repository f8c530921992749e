using System.Buffers.Binary;

namespace Tombolo.Signal;

/// <summary>The counterpart of <see cref="RecordReader"/>, over memory of exactly the right size.</summary>
internal ref struct RecordWriter
{
    public const int KeyPairSize = PublicKey.RawSize + PrivateKey.SerializedSize;

    private Span<byte> _rest;

    public RecordWriter(Span<byte> destination, byte version)
    {
        _rest = destination;
        Byte(version);
    }

    public readonly int Remaining => _rest.Length;

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void Time(DateTimeOffset value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value.ToUnixTimeMilliseconds());

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    public void KeyPair(KeyPair value)
    {
        Bytes(value.PublicKey.Raw);
        Bytes(value.PrivateKey.Raw);
    }

    public Span<byte> Reserve(int length)
    {
        Span<byte> reserved = _rest[..length];
        _rest = _rest[length..];
        return reserved;
    }
}
