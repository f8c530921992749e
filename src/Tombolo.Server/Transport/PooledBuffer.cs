using System.Buffers;

namespace Tombolo.Server.Transport;

/// <summary>A growing buffer on rented memory that gives it back when it is emptied. One owner, not thread-safe.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>
{
    private const int FirstRent = 4096;

    /// <summary>Only slow readers need more, and a pool keeps what it once lent: for each of many that came and went.</summary>
    private const int LargestRent = 1 << 20;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Forgets the content and keeps the memory.</summary>
    public void Reset() => Length = 0;

    /// <summary>Forgets the content and gives the memory back.</summary>
    public void Release()
    {
        Length = 0;
        GiveBack(_bytes);
        _bytes = [];
    }

    private static byte[] Take(int needed, int twice) =>
        needed <= LargestRent ? ArrayPool<byte>.Shared.Rent(Math.Clamp(twice, Math.Max(needed, FirstRent), LargestRent)) : GC.AllocateUninitializedArray<byte>(needed + (needed / 4));

    private static void GiveBack(byte[] bytes)
    {
        if (bytes.Length is > 0 and <= LargestRent)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Reserve(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        var larger = Take(needed, _bytes.Length * 2);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        GiveBack(_bytes);
        _bytes = larger;
    }
}
