using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// A key made ready for HMAC-SHA256: the two states after its padded blocks (RFC 2104 section 4), in memory of the caller.
/// Secret, so <see cref="Clear"/> it.
/// </summary>
internal readonly ref struct HmacKey
{
    /// <summary>Words of memory that a key takes.</summary>
    public const int Words = 2 * Sha256.StateSize;

    private const byte InnerPad = 0x36, OuterPad = 0x5c;

    private readonly Span<uint> _states;

    /// <param name="key">Any length; longer than a block is hashed first.</param>
    /// <param name="memory"><see cref="Words"/> words.</param>
    public HmacKey(ReadOnlySpan<byte> key, Span<uint> memory)
    {
        _states = memory;
        Span<byte> block = stackalloc byte[Sha256.BlockSize];
        block.Clear();
        if (key.Length > Sha256.BlockSize)
        {
            SHA256.HashData(key, block);
        }
        else
        {
            key.CopyTo(block);
        }

        Absorb(block, InnerPad, Inner);
        Absorb(block, InnerPad ^ OuterPad, Outer);
        block.Clear();
    }

    private Span<uint> Inner => _states[..Sha256.StateSize];

    private Span<uint> Outer => _states[Sha256.StateSize..];

    /// <summary>HMAC of the concatenation of three spans, 32 bytes. The output may overlap an input.</summary>
    [SkipLocalsInit]
    public void Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> mac)
    {
        Span<uint> state = stackalloc uint[Sha256.StateSize];
        Span<byte> block = stackalloc byte[Sha256.BlockSize], hash = stackalloc byte[Sha256.HashSize];
        Inner.CopyTo(state);
        Sha256Input inner = new(state, block);
        inner.Append(first);
        inner.Append(second);
        inner.Append(third);
        inner.Finish(hash);

        Outer.CopyTo(state);
        Sha256Input outer = new(state, block);
        outer.Append(hash);
        outer.Finish(mac);
        state.Clear();
        block.Clear();
        hash.Clear();
    }

    public void Clear() => _states.Clear();

    private static void Absorb(Span<byte> block, byte pad, Span<uint> state)
    {
        for (int i = 0; i < block.Length; i++)
        {
            block[i] ^= pad;
        }

        Sha256.InitialState.CopyTo(state);
        Sha256.Compress(state, block);
    }
}
