using System.Buffers;
using System.Text;
using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Bind2;
using Tombolo.Xmpp.Errors;
using Tombolo.Xmpp.Fast;
using Tombolo.Xmpp.Sasl;
using Tombolo.Xmpp.Sasl2;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.StreamManagement;
using Tombolo.Xmpp.Tests.Scanning;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.Tests.Sasl2;

public class Sasl2Tests
{
    private static string Wire(XElement element)
    {
        var output = new ArrayBufferWriter<byte>();
        output.WriteElement(element);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static XElement Scanned(string text) => Scans.OpenStream().Scan(Scans.Bytes(text)).Envelope.ToElement();

    [Fact]
    public void Authenticate_WithEverything_HasItsGoldenFormAndGoesBothWays()
    {
        const string Golden =
            "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='HT-SHA-256-NONE'><initial-response>AQID</initial-response>"
            + "<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'><software>Tombolo</software></user-agent>"
            + "<bind xmlns='urn:xmpp:bind:0'><tag>tombolo</tag><enable xmlns='urn:xmpp:sm:3' resume='true'/></bind>"
            + "<resume xmlns='urn:xmpp:sm:3' h='4294967295' previd='s1'/><fast xmlns='urn:xmpp:fast:0'/>"
            + "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-NONE'/></authenticate>";
        var request = new Sasl2Authenticate
        {
            Mechanism = "HT-SHA-256-NONE",
            InitialResponse = new byte[] { 1, 2, 3 },
            UserAgent = new Sasl2UserAgent(Guid.Parse("d4565fa7-4d72-4749-b3d3-740edbf87770"), "Tombolo", null),
            Bind = new BindRequest { Tag = "tombolo", Enable = new EnableRequest(Resume: true) },
            Resume = new ResumeRequest("s1", uint.MaxValue),
            Fast = new FastUse(null, Invalidate: false),
            RequestToken = "HT-SHA-256-NONE",
        };

        Assert.Equal(Golden, Wire(request.ToElement()));
        var read = Sasl2Authenticate.Read(Scanned(Golden));
        Assert.NotNull(read);
        Assert.Equal([1, 2, 3], read.InitialResponse!.Value.ToArray());
        Assert.Equal(request with { InitialResponse = null }, read with { InitialResponse = null });
    }

    [Theory]
    [InlineData("<authenticate xmlns='urn:xmpp:sasl:2'/>")]
    [InlineData("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='X'><initial-response>*</initial-response></authenticate>")]
    [InlineData("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='X'><resume xmlns='urn:xmpp:sm:3' h='-1' previd='s'/></authenticate>")]
    [InlineData("<authenticate xmlns='urn:xmpp:sasl:1' mechanism='X'/>")]
    public void Authenticate_ThatIsMalformed_IsRefused(string text) => Assert.Null(Sasl2Authenticate.Read(Scanned(text)));

    [Fact]
    public void Success_Bound_HasItsGoldenFormAndGoesBothWays()
    {
        const string Golden =
            "<success xmlns='urn:xmpp:sasl:2'><additional-data>BAU=</additional-data><authorization-identifier>u@localhost/1</authorization-identifier>"
            + "<token xmlns='urn:xmpp:fast:0' token='t' expiry='2026-01-02T03:04:05Z'/>"
            + "<bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:sm:3' id='s1' resume='true' max='300'/></bound></success>";
        var success = new Sasl2Success
        {
            AdditionalData = new byte[] { 4, 5 },
            AuthorizationIdentifier = Jid.Parse("u@localhost/1"),
            Token = new FastToken("t", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            Bound = new BindResult { Enabled = new Enabled("s1", TimeSpan.FromSeconds(300), null) },
        };

        Assert.Equal(Golden, Wire(success.ToElement()));
        var read = Sasl2Success.Read(Scanned(Golden));
        Assert.NotNull(read);
        Assert.Equal([4, 5], read.AdditionalData!.Value.ToArray());
        Assert.Equal(success with { AdditionalData = null }, read with { AdditionalData = null });
    }

    [Fact]
    public void Success_Resumed_GoesBothWays()
    {
        var success = new Sasl2Success
        {
            AuthorizationIdentifier = Jid.Parse("u@localhost/1"),
            Resumed = new Resumed("s1", 7),
        };

        Assert.Equal(success, Sasl2Success.Read(Scanned(Wire(success.ToElement()))));
    }

    [Fact]
    public void Success_AfterAFailedResumption_SaysWhatWasHandled()
    {
        var success = new Sasl2Success
        {
            AuthorizationIdentifier = Jid.Parse("u@localhost/1"),
            ResumeFailed = new ResumeFailed { Condition = StanzaErrorCondition.ItemNotFound, Handled = 3 },
            Bound = new BindResult(),
        };

        Assert.Equal(success, Sasl2Success.Read(Scanned(Wire(success.ToElement()))));
    }

    [Fact]
    public void Failure_WithACode_GoesBothWays()
    {
        var failure = new Sasl2Failure(SaslFailureCondition.CredentialsExpired) { Code = "token_expired", Text = "a <b>" };

        Assert.Equal(
            "<failure xmlns='urn:xmpp:sasl:2'><credentials-expired xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><text>a &lt;b&gt;</text>"
            + "<error xmlns='urn:tombolo:errors:0' code='token_expired'/></failure>",
            Wire(failure.ToElement()));
        Assert.Equal(failure, Sasl2Failure.Read(Scanned(Wire(failure.ToElement()))));
    }

    [Fact]
    public void Steps_InBetween_GoBothWays()
    {
        Assert.Equal([9], Sasl2Exchange.ReadMessage(Sasl2Exchange.Challenge([9]))!.Value.ToArray());
        Assert.Equal([8], Sasl2Exchange.ReadMessage(Sasl2Exchange.Response([8]))!.Value.ToArray());
        Assert.Null(Sasl2Exchange.ReadMessage(Sasl2Exchange.Abort()));
    }
}
