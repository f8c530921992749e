using System.Buffers;
using System.Text;
using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.ClassicSasl;
using Tombolo.Xmpp.ResourceBinding;
using Tombolo.Xmpp.Sasl;
using Tombolo.Xmpp.StartTls;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Tests.Scanning;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.Tests.ClassicSasl;

public class ClassicNegotiationTests
{
    private static string Wire(XElement element)
    {
        var output = new ArrayBufferWriter<byte>();
        output.WriteElement(element);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static XElement Scanned(string text) => Scans.OpenStream().Scan(Scans.Bytes(text)).Envelope.ToElement();

    [Theory]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGFhAGJi</auth>", 6)]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>=</auth>", 0)]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'/>", -1)]
    public void Auth_OfRfc6120_GoesBothWays(string golden, int bytes)
    {
        var read = SaslAuth.Read(Scanned(golden));

        Assert.NotNull(read);
        Assert.Equal("PLAIN", read.Mechanism);
        Assert.Equal(bytes, read.InitialResponse?.Length ?? -1);
        Assert.Equal(golden, Wire(read.ToElement()));
    }

    [Theory]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>AGFhAGJi</auth>")]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism=''/>")]
    [InlineData("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>no base64!</auth>")]
    [InlineData("<auth xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'>AGFhAGJi</auth>")]
    public void Auth_ThatIsMalformed_IsRefused(string text) => Assert.Null(SaslAuth.Read(Scanned(text)));

    [Fact]
    public void Steps_HaveTheirGoldenFormAndGoBothWays()
    {
        Assert.Equal("<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>cj0x</challenge>", Wire(SaslStep.Challenge("r=1"u8)));
        Assert.Equal("<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>=</response>", Wire(SaslStep.Response([])));
        Assert.Equal("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", Wire(SaslStep.Success([])));
        Assert.Equal("<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", Wire(SaslStep.Abort()));
        Assert.Equal("r=1"u8, SaslStep.ReadMessage(SaslStep.Challenge("r=1"u8))!.Value.Span);
        Assert.Equal(0, SaslStep.ReadMessage(SaslStep.Response([]))!.Value.Length);
        Assert.Null(SaslStep.ReadMessage(SaslStep.Abort()));
        Assert.Null(SaslStep.ReadMessage(new XElement(SaslStep.Namespace + "response", "%")));
    }

    [Fact]
    public void Failure_WithAnyCondition_GoesBothWays()
    {
        foreach (var condition in Enum.GetValues<SaslFailureCondition>())
        {
            var failure = new SaslFailure(condition) { Text = "why" };
            Assert.Equal(failure, SaslFailure.Read(Scanned(Wire(failure.ToElement()))));
        }

        Assert.Null(SaslFailure.Read(SaslStep.Abort()));
    }

    [Fact]
    public void StartTls_ElementsHaveTheirGoldenForm()
    {
        Assert.Equal("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", Wire(StartTlsStep.Request()));
        Assert.Equal("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", Wire(StartTlsStep.Proceed()));
        Assert.Equal("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", Wire(StartTlsStep.Failure()));
    }

    [Theory]
    [InlineData("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>balcony</resource></bind>", true, "balcony")]
    [InlineData("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource/></bind>", true, null)]
    [InlineData("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>", true, null)]
    [InlineData("<bind xmlns='urn:xmpp:bind:0'/>", false, null)]
    public void Bind_Request_TellsTheWishedResource(string text, bool isRequest, string? resource)
    {
        Assert.Equal(isRequest, BoundResource.TryReadRequest(Scanned(text), out var wished));
        Assert.Equal(resource, wished);
    }

    [Fact]
    public void Bind_Result_HoldsTheFullAddress()
    {
        var result = BoundResource.Result(Jid.Parse("a@b.example/c"));

        Assert.Equal("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>a@b.example/c</jid></bind>", Wire(result));
        Assert.True(BoundResource.TryReadResult(result, out var address));
        Assert.Equal(Jid.Parse("a@b.example/c"), address);
        Assert.False(BoundResource.TryReadResult(BoundResource.Result(Jid.Parse("a@b.example")), out _));
    }
}
