using System.Buffers.Binary;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// Reads a stored state. After the first impossible read every further one gives zeros and <see cref="Failed"/> stays
/// true, so that callers check once at the end.
/// </summary>
internal ref struct StateReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    internal bool Failed { get; private set; }

    internal readonly bool AtEnd => _rest.IsEmpty;

    internal byte Byte() => TryTake(1, out ReadOnlySpan<byte> taken) ? taken[0] : (byte)0;

    internal ushort UInt16() =>
        TryTake(sizeof(ushort), out ReadOnlySpan<byte> taken) ? BinaryPrimitives.ReadUInt16BigEndian(taken) : (ushort)0;

    internal ulong Number(ulong maximum)
    {
        if (!Failed && Varint.TryRead(ref _rest, out ulong value) && value <= maximum)
        {
            return value;
        }

        Failed = true;
        return 0;
    }

    /// <summary>Reads that many bytes, or an empty span after a failure.</summary>
    internal ReadOnlySpan<byte> Bytes(int length) => TryTake(length, out ReadOnlySpan<byte> taken) ? taken : [];

    internal byte[] Array(int length) => TryTake(length, out ReadOnlySpan<byte> taken) ? taken.ToArray() : new byte[length];

    internal void Fail() => Failed = true;

    private bool TryTake(int length, out ReadOnlySpan<byte> taken)
    {
        if (Failed || _rest.Length < length)
        {
            Failed = true;
            taken = [];
            return false;
        }

        taken = _rest[..length];
        _rest = _rest[length..];
        return true;
    }
}
