using System.Buffers;
using System.Text;
using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Errors;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Tests.Scanning;

namespace Tombolo.Xmpp.Tests.Errors;

public class StanzaErrorTests
{
    private static StanzaEnvelope Scan(string stanza) => Scans.OpenStream().Scan(Scans.Bytes(stanza)).Envelope;

    [Fact]
    public void RefusedMessage_HasItsGoldenForm()
    {
        var output = new ArrayBufferWriter<byte>();

        StanzaReply.WriteError(
            Scan("<message to='b@host' id='1&apos;'/>"),
            output,
            StreamFraming.WebSocket,
            Jid.Parse("b@host"),
            Jid.Parse("a@host/1"),
            new StanzaError(StanzaErrorCondition.NotAcceptable) { Type = StanzaErrorType.Cancel, Code = "not_reachable" });

        Assert.Equal(
            "<message xmlns='jabber:client' type='error' id='1&apos;' from='b@host' to='a@host/1'><error type='cancel'>"
            + "<not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><error xmlns='urn:tombolo:errors:0' code='not_reachable'/></error></message>",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void EveryError_WrittenAndRead_IsTheSame()
    {
        foreach (var condition in Enum.GetValues<StanzaErrorCondition>())
        {
            var error = new StanzaError(condition) { Code = "x", Text = "why" };
            var output = new ArrayBufferWriter<byte>();

            StanzaReply.WriteError(Scan("<iq type='get' id='1'/>"), output, StreamFraming.Tcp, default, default, error);

            var stanza = Scans.OpenStream().Scan(new ReadOnlySequence<byte>(output.WrittenMemory)).Envelope.ToElement();
            Assert.Equal(error, StanzaError.Read(stanza));
        }
    }

    [Fact]
    public void Detail_BesideTheCode_IsKept()
    {
        var error = new StanzaError(StanzaErrorCondition.Conflict) { Code = "devices_changed", Detail = new XElement("{urn:tombolo:keys:0}devices", new XAttribute("digest", "d")) };

        var read = StanzaError.Read(new XElement("{jabber:client}message", error.ToElement("jabber:client")));

        Assert.Equal("d", (string?)read!.Detail!.Attribute("digest"));
    }

    [Fact]
    public void Result_OfAnIq_CarriesItsPayload()
    {
        var output = new ArrayBufferWriter<byte>();

        StanzaReply.WriteResult(Scan("<iq type='get' id='7'/>"), output, StreamFraming.Tcp, default, Jid.Parse("a@host/1"), new XElement("{urn:x}y", "<"));

        Assert.Equal("<iq type='result' id='7' to='a@host/1'><y xmlns='urn:x'>&lt;</y></iq>", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("<message/>", true)]
    [InlineData("<message type='error'/>", false)]
    [InlineData("<iq type='get'/>", true)]
    [InlineData("<iq type='result'/>", false)]
    [InlineData("<r xmlns='urn:xmpp:sm:3'/>", false)]
    public void Errors_AnswerOnlyWhatMayBeAnswered(string stanza, bool may) => Assert.Equal(may, StanzaReply.MayFail(Scan(stanza)));
}
