using System.Text;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Xmpp.Tests.Scanning;

public class StreamScannerTests
{
    private const string Message =
        "<message type='chat' to='a@host/&apos;x' id=\"1\"><body xml:lang='en'>h&#xE9;llo ]] é 😀 <![CDATA[<raw> & ]]]></body>"
        + "<x xmlns='urn:x' xmlns:p='urn:p'><p:y p:a='1' a='2'/></x></message>";

    [Fact]
    public void Stream_OfSeveralElements_IsCutIntoThem()
    {
        var text = "<?xml version='1.0' encoding='utf-8'?>\n" + Scans.Header + Message + " \n<presence/><r xmlns='urn:xmpp:sm:3'/></stream:stream>";

        var (elements, last, _) = Scans.Whole(Encoding.UTF8.GetBytes(text));

        Assert.Equal([Scans.Header, Message, "<presence/>", "<r xmlns='urn:xmpp:sm:3'/>"], elements);
        Assert.Equal(ScanStatus.StreamClose, last);
    }

    [Fact]
    public void Stream_SplitAtEveryByte_GivesTheSame()
    {
        var stream = Encoding.UTF8.GetBytes("<?xml version='1.0'?>" + Scans.Header + Message + "\n<presence/></stream:stream>");
        var whole = Scans.Whole(stream);

        for (var split = 1; split < stream.Length; split++)
        {
            var halves = Scans.Fed(stream, [split, stream.Length]);
            Assert.Equal(whole.Elements, halves.Elements);
            Assert.Equal(whole.Last, halves.Last);
        }

        var single = Scans.Fed(stream, Enumerable.Range(1, stream.Length).ToArray());
        Assert.Equal(whole.Elements, single.Elements);
    }

    [Theory]
    [InlineData("<a><b></a></b>", ScanRule.EndTag)]
    [InlineData("<a></ab>", ScanRule.EndTag)]
    [InlineData("<a b='1' b='2'/>", ScanRule.DuplicateAttribute)]
    [InlineData("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", ScanRule.DuplicateAttribute)]
    [InlineData("<a b=1/>", ScanRule.Attribute)]
    [InlineData("<a b='<'/>", ScanRule.Attribute)]
    [InlineData("<a b='1'c='2'/>", ScanRule.Attribute)]
    [InlineData("<1a/>", ScanRule.Name)]
    [InlineData("<a:b:c/>", ScanRule.Name)]
    [InlineData("<:a/>", ScanRule.Name)]
    [InlineData("<a:/>", ScanRule.Name)]
    [InlineData("<p:a/>", ScanRule.UndeclaredPrefix)]
    [InlineData("<a p:b='1'/>", ScanRule.UndeclaredPrefix)]
    [InlineData("<a><stream:b/></a>", ScanRule.HeaderPrefix)]
    [InlineData("<a stream:b='1'/>", ScanRule.HeaderPrefix)]
    [InlineData("<p:message xmlns:p='jabber:client'/>", ScanRule.PrefixedStanza)]
    [InlineData("<a xmlns:p=''/>", ScanRule.NamespaceDeclaration)]
    [InlineData("<a xmlns:xmlns='u'/>", ScanRule.NamespaceDeclaration)]
    [InlineData("<a xmlns:xml='u'/>", ScanRule.NamespaceDeclaration)]
    [InlineData("<a xmlns='http://www.w3.org/XML/1998/namespace'/>", ScanRule.NamespaceDeclaration)]
    [InlineData("<a>&nbsp;</a>", ScanRule.Entity)]
    [InlineData("<a b='&foo;'/>", ScanRule.Entity)]
    [InlineData("<a>& b</a>", ScanRule.Reference)]
    [InlineData("<a>&#0;</a>", ScanRule.Reference)]
    [InlineData("<a>&#xFFFE;</a>", ScanRule.Reference)]
    [InlineData("<a>&#xD800;</a>", ScanRule.Reference)]
    [InlineData("<a>\u0001</a>", ScanRule.Character)]
    [InlineData("<a>\uFFFF</a>", ScanRule.Character)]
    [InlineData("<a>]]></a>", ScanRule.SectionEnd)]
    [InlineData("<a><!-- x --></a>", ScanRule.Comment)]
    [InlineData("<a><?x y?></a>", ScanRule.ProcessingInstruction)]
    [InlineData("<?xml version='1.0'?>", ScanRule.ProcessingInstruction)]
    [InlineData("<!DOCTYPE a>", ScanRule.DocumentType)]
    [InlineData("<a><![cdata[x]]></a>", ScanRule.Tag)]
    [InlineData("text", ScanRule.Misplaced)]
    [InlineData("<![CDATA[x]]>", ScanRule.Misplaced)]
    [InlineData("<a/ >", ScanRule.Tag)]
    public void Element_BreakingARule_EndsTheStreamWithIt(string element, ScanRule rule)
    {
        var stream = Encoding.UTF8.GetBytes(Scans.Header + element);

        var (_, status, failure) = Scans.Whole(stream);

        Assert.Equal(ScanStatus.Failed, status);
        Assert.Equal(rule, failure.Rule);
        Assert.InRange(failure.Offset, Scans.Header.Length, stream.Length);
        for (var split = 1; split < stream.Length; split++)
        {
            Assert.Equal(failure, Scans.Fed(stream, [split, stream.Length]).Failure);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82, (byte)'<' })]
    public void Text_ThatIsNotUtf8_IsAnUnsupportedEncoding(byte[] wrong)
    {
        byte[] stream = [.. Encoding.UTF8.GetBytes(Scans.Header + "<a>"), .. wrong, .. "</a>"u8];

        Assert.Equal(StreamErrorCondition.UnsupportedEncoding, Scans.Whole(stream).Failure.Condition);
    }

    [Theory]
    [InlineData("<stream xmlns='jabber:client'>", ScanRule.StreamNamespace)]
    [InlineData("<s:stream xmlns:s='http://etherx.jabber.org/streams' xmlns='jabber:server'>", ScanRule.ContentNamespace)]
    [InlineData("<s:stream xmlns:s='http://etherx.jabber.org/streams' xmlns='jabber:client'/>", ScanRule.Misplaced)]
    [InlineData("<?xml version='1.0' encoding='ISO-8859-1'?>", ScanRule.Encoding)]
    [InlineData("<?xml version='1.1'?>", ScanRule.Declaration)]
    [InlineData(" <?xml version='1.0'?>", ScanRule.ProcessingInstruction)]
    [InlineData("<!DOCTYPE stream [<!ENTITY a 'b'>]>", ScanRule.DocumentType)]
    [InlineData("GET / HTTP/1.1", ScanRule.Misplaced)]
    [InlineData("</stream:stream>", ScanRule.EndTag)]
    public void Header_BreakingARule_IsRefused(string header, ScanRule rule) =>
        Assert.Equal(rule, Scans.Whole(Encoding.UTF8.GetBytes(header)).Failure.Rule);

    [Fact]
    public void Limits_Broken_ArePolicyViolations()
    {
        var limits = new ScannerLimits { MaxElementBytes = 400, MaxTagBytes = 200, MaxDepth = 4, MaxAttributes = 4, MaxChildren = 5 };

        Assert.Equal(ScanRule.ElementSize, Refused($"<a>{new string('x', 600)}</a>"));
        Assert.Equal(ScanRule.TagSize, Refused($"<a b='{new string('x', 300)}'/>"));
        Assert.Equal(ScanRule.Depth, Refused("<a><a><a><a><a/></a></a></a></a>"));
        Assert.Equal(ScanRule.AttributeCount, Refused("<a b='' c='' d='' e='' f=''/>"));
        Assert.Equal(ScanRule.ChildCount, Refused("<a><b/><b/><b/><b/><b/><b/></a>"));
        Assert.Equal(ScanRule.None, Refused("<a><a><a><a/></a></a><b/><b/><b/><b/></a>"));

        ScanRule Refused(string element) => Scans.Whole(Encoding.UTF8.GetBytes(Scans.Header + element), limits).Failure.Rule;
    }

    [Fact]
    public void Element_LargerThanTheLimit_IsRefusedBeforeItsEndArrives()
    {
        var scanner = Scans.OpenStream(new ScannerLimits { MaxElementBytes = 1000 });

        Assert.Equal(ScanStatus.NeedMore, scanner.Scan(Scans.Bytes("<a>" + new string('x', 900))).Status);
        Assert.Equal(ScanStatus.Failed, scanner.Scan(Scans.Bytes("<a>" + new string('x', 1000))).Status);
        Assert.Equal(ScanStatus.Failed, scanner.Scan(Scans.Bytes("<a/>")).Status);
    }

    [Fact]
    public void Features_WithTheStreamPrefix_AreReadWithTheirNamespace()
    {
        var result = Scans.OpenStream().Scan(Scans.Bytes("<stream:features><bind xmlns='urn:xmpp:bind:0'/></stream:features>"));

        Assert.Equal(ScanStatus.Element, result.Status);
        Assert.True(result.Envelope.Is(KnownNamespace.Streams, "features"u8));
        Assert.Equal(KnownNamespace.Bind2, result.Envelope.Children[0].Namespace);
    }

    [Fact]
    public void Restart_AfterAHeader_ExpectsAnother()
    {
        var scanner = Scans.OpenStream();

        scanner.Restart();

        Assert.Equal(ScanStatus.NeedMore, scanner.Scan(Scans.Bytes("<?xml version='1.0'?>")).Status);
        Assert.Equal(ScanStatus.StreamOpen, scanner.Scan(Scans.Bytes(Scans.Header)).Status);
    }

    [Fact]
    public void Rest_WithinAnElement_KeepsWhatWasRead()
    {
        const string Begun = "<message to='a@b'><body>";
        var (slow, other) = (Scans.OpenStream(), Scans.OpenStream());
        Assert.Equal(ScanStatus.NeedMore, slow.Scan(Scans.Bytes(Begun)).Status);

        slow.Rest();
        other.Scan(Scans.Bytes("<presence to='c@d'/>"));
        other.Rest();
        var message = slow.Scan(Scans.Bytes(Begun + "x</body></message>"));

        Assert.Equal((StanzaKind.Message, "a@b", 1), (message.Envelope.Kind, Encoding.UTF8.GetString(message.Envelope.To), message.Envelope.Children.Length));
    }

    [Fact]
    public void WebSocketMessages_AreOneElementEach()
    {
        var scanner = new StreamScanner(StreamFraming.WebSocket, ScannerLimits.Authenticated);

        Assert.Equal(ScanStatus.StreamOpen, scanner.ScanMessage(Scans.Bytes("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='host' version='1.0'/>")).Status);
        var message = scanner.ScanMessage(Scans.Bytes("<message xmlns='jabber:client' to='a@b'><body>x</body></message>"));
        Assert.Equal((ScanStatus.Element, StanzaKind.Message), (message.Status, message.Envelope.Kind));
        Assert.Equal(StanzaKind.Nonza, scanner.ScanMessage(Scans.Bytes("<message/>")).Envelope.Kind);
        Assert.Equal(ScanStatus.StreamClose, scanner.ScanMessage(Scans.Bytes("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>")).Status);
    }

    [Theory]
    [InlineData("<a xmlns='u'>", ScanRule.MessageFraming)]
    [InlineData("<a xmlns='u'/> ", ScanRule.MessageFraming)]
    [InlineData("<a xmlns='u'/><b xmlns='u'/>", ScanRule.MessageFraming)]
    [InlineData("", ScanRule.MessageFraming)]
    [InlineData(" <a xmlns='u'/>", ScanRule.Misplaced)]
    [InlineData("<?xml version='1.0'?><a/>", ScanRule.ProcessingInstruction)]
    [InlineData("<stream:features/>", ScanRule.UndeclaredPrefix)]
    public void WebSocketMessage_ThatIsNotOneElement_IsRefused(string message, ScanRule rule) =>
        Assert.Equal(rule, new StreamScanner(StreamFraming.WebSocket, ScannerLimits.Authenticated).ScanMessage(Scans.Bytes(message)).Failure.Rule);
}
