using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Signal;

/// <summary>Reads our own stored records: a version byte, then fixed-size little-endian numbers and bytes in written order.</summary>
internal ref struct RecordReader
{
    private readonly ReadOnlySpan<byte> _record;
    private readonly string _kind;

    public RecordReader(ReadOnlySpan<byte> record, byte newestVersion, string kind)
    {
        _record = record;
        _kind = kind;
        Version = Byte();
        Require(Version >= 1 && Version <= newestVersion);
    }

    /// <summary>Format version of this record, from 1.</summary>
    public byte Version { get; }

    public int Position { get; private set; }

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public DateTimeOffset Time()
    {
        long milliseconds = BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));
        Require(milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }

    public ReadOnlySpan<byte> Bytes(int length)
    {
        Require(length >= 0 && length <= _record.Length - Position);
        ReadOnlySpan<byte> bytes = _record.Slice(Position, length);
        Position += length;
        return bytes;
    }

    public KeyPair KeyPair()
    {
        PublicKey publicKey = new(Bytes(PublicKey.RawSize));
        return new KeyPair(publicKey, PrivateKey.Deserialize(Bytes(PrivateKey.SerializedSize)));
    }

    /// <summary>Nothing may follow.</summary>
    public readonly void End() => Require(Position == _record.Length);

    public readonly void Require([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition)
        {
            throw new SignalRecordException($"The stored {_kind} is damaged or from a later release (at byte {Position} of {_record.Length}).");
        }
    }
}
