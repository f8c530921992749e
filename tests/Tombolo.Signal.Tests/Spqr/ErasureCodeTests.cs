using CsCheck;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal.Tests.Spqr;

public sealed class ErasureCodeTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(36)]
    public void Decode_AnyDistinctChunks_GivesTheDataBack(int count)
    {
        Gen.Select(Gen.Byte.Array[count * 32], Gen.UShort.HashSet[count]).Sample((data, numbers) =>
        {
            IncomingChunks incoming = new(count);
            byte[] chunk = new byte[32];
            foreach (ushort number in numbers)
            {
                ErasureCode.WriteChunk(data, number, chunk);
                incoming.Add(number, chunk);
            }

            return incoming.IsComplete && incoming.Decode().AsSpan().SequenceEqual(data);
        }, iter: 200);
    }

    [Fact]
    public void Decode_MixOfDataAndParity_GivesTheDataBack()
    {
        Gen.Select(Gen.Byte.Array[36 * 32], Gen.Shuffle(Enumerable.Range(0, 60).ToArray(), 36)).Sample((data, numbers) =>
        {
            IncomingChunks incoming = new(36);
            byte[] chunk = new byte[32];
            foreach (int number in numbers)
            {
                ErasureCode.WriteChunk(data, (ushort)number, chunk);
                incoming.Add((ushort)number, chunk);
            }

            return incoming.Decode().AsSpan().SequenceEqual(data);
        }, iter: 200);
    }

    [Fact]
    public void Multiply_AnyElements_FollowsTheLawsOfAField()
    {
        Gen.Select(Gen.UShort, Gen.UShort, Gen.UShort).Sample((a, b, c) =>
            Gf65536.Multiply(a, b) == Gf65536.Multiply(b, a)
            && Gf65536.Multiply(a, (ushort)(b ^ c)) == (Gf65536.Multiply(a, b) ^ Gf65536.Multiply(a, c))
            && Gf65536.Multiply(Gf65536.Multiply(a, b), c) == Gf65536.Multiply(a, Gf65536.Multiply(b, c))
            && (a == 0 || Gf65536.Multiply(a, Gf65536.Invert(a)) == 1));
    }

    [Fact]
    public void Add_KnownNumberOrBeyondComplete_IsIgnored()
    {
        IncomingChunks incoming = new(3);
        byte[] chunk = new byte[32];

        Assert.True(incoming.Add(7, chunk));
        Assert.False(incoming.Add(7, chunk));
        Assert.True(incoming.Add(8, chunk));
        Assert.True(incoming.Add(9, chunk));
        Assert.False(incoming.Add(10, chunk));
        Assert.Equal(3, incoming.Count);
    }

    [Fact]
    public void Emit_PastTheLastNumber_BeginsAgainAtZero()
    {
        byte[] data = new byte[96];
        data[0] = 5;
        OutgoingChunks outgoing = new(data, ushort.MaxValue);
        byte[] chunk = new byte[32];

        Assert.Equal(ushort.MaxValue, outgoing.Emit(chunk));
        Assert.Equal(0, outgoing.Emit(chunk));
        Assert.Equal(data[..32], chunk);
    }
}
