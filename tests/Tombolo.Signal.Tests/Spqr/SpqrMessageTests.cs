using CsCheck;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal.Tests.Spqr;

public sealed class SpqrMessageTests
{
    [Fact]
    public void WriteThenRead_AnyMessage_GivesTheSame()
    {
        Gen.Select(Gen.ULong[1, ulong.MaxValue], Gen.UInt, Gen.Int[0, 6], Gen.UShort, Gen.Byte.Array[32]).Sample(
            (epoch, index, kind, number, chunk) =>
            {
                byte[] buffer = new byte[SpqrMessage.MaxSize];
                BraidPayload payload = new((PayloadKind)kind, number, chunk);
                int length = SpqrMessage.Write(epoch, index, payload, buffer);
                bool read = SpqrMessage.TryRead(buffer.AsSpan(0, length), out SpqrMessage message);
                bool same = message.Epoch == epoch && message.Index == index && message.Kind == payload.Kind;
                return read && same && (!SpqrMessage.HasChunk(payload.Kind)
                    || (message.ChunkNumber == number && message.Chunk.SequenceEqual(chunk)));
            });
    }

    [Theory]
    [InlineData("")]
    [InlineData("02010100")]
    [InlineData("01000100")] // epoch 0
    [InlineData("0101808080801000")] // index of 33 bits
    [InlineData("01010107")] // unknown kind
    [InlineData("010101")]
    [InlineData("0101010100")] // no chunk
    [InlineData("01ffffffffffffffffffff010100")] // epoch of 71 bits
    public void Read_Malformed_IsRefused(string hex) =>
        Assert.False(SpqrMessage.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public void Read_ChunkNumberOf17Bits_IsRefused()
    {
        byte[] bytes = [1, 1, 1, 1, 0x80, 0x80, 4, .. new byte[32]];

        Assert.False(SpqrMessage.TryRead(bytes, out _));
    }

    [Fact]
    public void Read_TrailingBytes_AreIgnored() =>
        Assert.True(SpqrMessage.TryRead([1, 1, 1, 0, 0xAA, 0xBB], out _));
}
