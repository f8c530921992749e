using System.Buffers;
using System.Text;
using Tombolo.Xmpp.StreamManagement;
using Tombolo.Xmpp.Tests.Scanning;

namespace Tombolo.Xmpp.Tests.StreamManagement;

public class AcknowledgementTests
{
    [Fact]
    public void Answer_WrittenAndRead_KeepsItsCount()
    {
        var output = new ArrayBufferWriter<byte>();

        Acknowledgement.WriteAnswer(output, uint.MaxValue);

        Assert.Equal("<a xmlns='urn:xmpp:sm:3' h='4294967295'/>", Encoding.UTF8.GetString(output.WrittenSpan));
        var envelope = Scans.OpenStream().Scan(new ReadOnlySequence<byte>(output.WrittenMemory)).Envelope;
        Assert.True(Acknowledgement.IsAnswer(envelope));
        Assert.True(Acknowledgement.TryReadAnswer(envelope, out var handled));
        Assert.Equal(uint.MaxValue, handled);
    }

    [Theory]
    [InlineData("<a xmlns='urn:xmpp:sm:3'/>")]
    [InlineData("<a xmlns='urn:xmpp:sm:3' h=''/>")]
    [InlineData("<a xmlns='urn:xmpp:sm:3' h='-1'/>")]
    [InlineData("<a xmlns='urn:xmpp:sm:3' h='4294967296'/>")]
    [InlineData("<a xmlns='urn:xmpp:sm:3' h='1x'/>")]
    public void Answer_WithoutASoundCount_IsRefused(string text) =>
        Assert.False(Acknowledgement.TryReadAnswer(Scans.OpenStream().Scan(Scans.Bytes(text)).Envelope, out _));

    [Fact]
    public void Request_Written_IsRecognised()
    {
        var output = new ArrayBufferWriter<byte>();

        Acknowledgement.WriteRequest(output);

        Assert.True(Acknowledgement.IsRequest(Scans.OpenStream().Scan(new ReadOnlySequence<byte>(output.WrittenMemory)).Envelope));
    }
}
