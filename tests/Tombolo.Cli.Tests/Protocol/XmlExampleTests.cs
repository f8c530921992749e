using System.Buffers;
using System.Text;
using System.Xml.Linq;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Keys;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Errors;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Sasl.HashedTokens;
using Tombolo.Xmpp.Sasl.OAuthBearer;
using Tombolo.Xmpp.Sasl2;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;
using ErrorCode = Tombolo.Interop.Errors.ErrorCode;

namespace Tombolo.Cli.Tests.Protocol;

public sealed class XmlExampleTests
{
    private const string LoginTokenFile = "enrolled.json";
    private static readonly XNamespace Keys = KnownNamespace.TomboloKeys.Uri;

    [Theory]
    [MemberData(nameof(Examples.Xml), MemberType = typeof(Examples))]
    public void Example_PassesTheScanner_AndReadsAsTheSameTree(string name)
    {
        var envelope = Scan(name);

        Assert.True(XNode.DeepEquals(Tree(name), envelope.ToElement()), envelope.ToElement().ToString());
        Assert.All(Tree(name).DescendantsAndSelf(), element => Assert.NotEqual(KnownNamespace.Unknown, KnownNamespaces.Find(Encoding.UTF8.GetBytes(element.Name.NamespaceName))));
    }

    [Fact]
    public void Features_OfferWhatTheDocumentSays()
    {
        var features = StreamFeatures.Read(Tree("features.xml"));

        Assert.Equal(Plain(Tidy("features.xml")), Plain(features!.ToElement()));
    }

    [Theory]
    [InlineData("authenticate-login-token.xml")]
    [InlineData("authenticate-resume.xml")]
    public void LoginToken_InTheFirstResponse_IsProved(string name)
    {
        var request = Sasl2Authenticate.Read(Tree(name))!;

        Assert.True(HashedToken.TryReadInitialResponse(request.InitialResponse!.Value.Span, out var who, out var proof));
        Assert.Equal($"{Enrolled("account")}/1", who);
        Assert.True(HashedToken.VerifyInitiator(Encoding.ASCII.GetBytes(Enrolled("loginToken")), [], proof));
        Assert.Equal(Plain(Tidy(name)), Plain(request.ToElement()));
    }

    [Fact]
    public void IdentityToken_InTheFirstResponse_HasItsThreePairs()
    {
        var request = Sasl2Authenticate.Read(Tree("authenticate-identity-token.xml"))!;

        var message = OAuthBearerMessage.Read(request.InitialResponse!.Value.Span)!;

        Assert.Equal(Enrolled("account"), message.AuthorizationId);
        Assert.Equal(["device", "nonce", "possession"], message.Pairs.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("success.xml")]
    [InlineData("resumed.xml")]
    public void Success_ProvesTheHost(string name)
    {
        var success = Sasl2Success.Read(Tree(name))!;

        Assert.True(HashedToken.VerifyResponder(Encoding.ASCII.GetBytes(Enrolled("loginToken")), [], success.AdditionalData!.Value.Span));
        Assert.Equal(Plain(Tidy(name)), Plain(success.ToElement()));
    }

    [Theory]
    [InlineData("message-sent.xml")]
    [InlineData("message-delivered.xml")]
    public void Message_IsEncryptedForOneDevice(string name)
    {
        var message = Scan(name);

        Assert.Equal((true, EncryptedDefect.None, 1), (message.IsEncrypted, message.EncryptedDefect, message.EncryptedDevice));
        var part = Assert.Single(message.Parts.ToArray());
        Assert.Equal((1, CiphertextKind.Prekey), (part.Device, part.Kind));
        Assert.True(Jid.TryParse(message.To, out _));
    }

    [Fact]
    public void Retry_IsKnownAsOne() => Assert.True(Scan("retry.xml").IsRetry);

    [Theory]
    [InlineData("message-refused.xml", ErrorCode.NotReachable)]
    [InlineData("devices-changed.xml", ErrorCode.DevicesChanged)]
    public void Refusal_HasTheConditionAndTypeOfItsCode(string name, ErrorCode code)
    {
        var error = StanzaError.Read(Tree(name))!;

        var row = code.Describe();
        Assert.Equal((row.Name, row.XmppCondition, row.XmppType), (error.Code, error.Condition.WireName, error.Type.WireName));
    }

    [Theory]
    [InlineData("devices-result.xml")]
    [InlineData("devices-changed.xml")]
    public void Devices_TheirDigest_IsOverTheList(string name)
    {
        var devices = Tree(name).Descendants(Keys + "devices").Single();

        var list = devices.Elements(Keys + "device").Select(static device => new ListedDevice((int)device.Attribute("id")!, (uint)device.Attribute("registration")!,
            Convert.FromBase64String((string)device.Element(Keys + "identity")!)));

        Assert.Equal((string)devices.Attribute("digest")!, DeviceListDigest.Of(list));
    }

    private static string Enrolled(string member) => (string)System.Text.Json.Nodes.JsonNode.Parse(Examples.Read(LoginTokenFile))![member]!;

    private static XElement Tree(string name) => XElement.Parse(Examples.Read(name), LoadOptions.PreserveWhitespace);

    /// <summary>Without the white space that is there for the reader.</summary>
    private static XElement Tidy(string name) => XElement.Parse(Examples.Read(name));

    /// <summary>Names, attributes in order of name, text; where a namespace is declared means nothing.</summary>
    private static string Plain(XElement element) => string.Concat(
        $"<{element.Name}{string.Concat(element.Attributes().Where(static attribute => !attribute.IsNamespaceDeclaration).OrderBy(static attribute => attribute.Name.LocalName, StringComparer.Ordinal).Select(static attribute => " " + attribute))}>",
        string.Concat(element.Nodes().Select(static node => node is XElement child ? "\n" + Plain(child) : node.ToString())),
        "</>");

    private static StanzaEnvelope Scan(string name)
    {
        var scanner = new StreamScanner(StreamFraming.WebSocket, ScannerLimits.Authenticated);
        scanner.ScanMessage(new ReadOnlySequence<byte>("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='chat.example' version='1.0'/>"u8.ToArray()));
        var result = scanner.ScanMessage(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Examples.Read(name))));
        Assert.Equal((ScanStatus.Element, ScanRule.None), (result.Status, result.Failure.Rule));
        return result.Envelope;
    }
}
