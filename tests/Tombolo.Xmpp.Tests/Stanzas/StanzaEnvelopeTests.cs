using System.Buffers;
using System.Text;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Tests.Scanning;

namespace Tombolo.Xmpp.Tests.Stanzas;

public class StanzaEnvelopeTests
{
    private const string Encrypted =
        "<message type='chat' to='b@host' from='liar@host' id='m&amp;1' xml:lang='en'>"
        + "<identity xmlns='urn:tombolo:identity:0' type='phone' value='+1'/>"
        + "<e:encrypted xmlns:e='urn:tombolo:e2ee:0' suite='signal' device='7' devices='DIG' urgent='false'>"
        + "<e:to device='3' kind='prekey'>QUFB</e:to>\n<e:to device='14' kind='message'>QkJC</e:to></e:encrypted>"
        + "<entry xmlns='urn:tombolo:mailbox:0' seq='9'/></message>";

    private static readonly Jid From = Jid.Parse("a@host/7");
    private static readonly Jid To = Jid.Parse("b@host/o'3");

    private static StanzaEnvelope Scan(string stanza) => Scans.OpenStream().Scan(Scans.Bytes(stanza)).Envelope;

    private static string Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    [Fact]
    public void EncryptedMessage_Scanned_ShowsWhatTheRouterNeeds()
    {
        var stanza = Scan(Encrypted);

        Assert.Equal(StanzaKind.Message, stanza.Kind);
        Assert.True(stanza.IsEncrypted);
        Assert.False(stanza.IsUrgent);
        Assert.False(stanza.IsEphemeral);
        Assert.Equal("m&1", Encoding.UTF8.GetString(stanza.Id));
        Assert.Equal("chat", Encoding.UTF8.GetString(stanza.Type));
        Assert.Equal("DIG", Encoding.UTF8.GetString(stanza.DevicesDigest));
        Assert.Equal(7, stanza.EncryptedDevice);
        Assert.Equal(EncryptedDefect.None, stanza.EncryptedDefect);
        Assert.Equal([(3, CiphertextKind.Prekey), (14, CiphertextKind.Message)], stanza.Parts.ToArray().Select(part => (part.Device, part.Kind)));
        Assert.Equal("QkJC", Encoding.UTF8.GetString(stanza.Slice(stanza.Parts[1].Content)));
        Assert.Equal("<e:to device='3' kind='prekey'>QUFB</e:to>", Encoding.UTF8.GetString(stanza.Slice(stanza.Parts[0].Whole)));
    }

    [Fact]
    public void Message_Forwarded_KeepsContentAndLosesWhatOnlyAHostMayMake()
    {
        var stanza = Scan(Encrypted);

        Assert.Equal(
            "<message type='chat' id='m&amp;1' xml:lang='en' from='a@host/7' to='b@host/o&apos;3'>"
            + "<e:encrypted xmlns:e='urn:tombolo:e2ee:0' suite='signal' device='7' devices='DIG' urgent='false'>"
            + "<e:to device='3' kind='prekey'>QUFB</e:to>\n<e:to device='14' kind='message'>QkJC</e:to></e:encrypted></message>",
            Written(output => StanzaForwarder.Write(stanza, output, StreamFraming.Tcp, From, To)));
    }

    [Fact]
    public void Message_ForwardedToWebSocket_DeclaresItsNamespace()
    {
        var stanza = Scan("<message xmlns='jabber:client' xmlns:p='urn:p' to='b@host'><p:x/><body/></message>");

        Assert.Equal(
            "<message xmlns='jabber:client' xmlns:p='urn:p' from='a@host/7'><p:x/><body/></message>",
            Written(output => StanzaForwarder.Write(stanza, output, StreamFraming.WebSocket, From, default)));
    }

    [Fact]
    public void EmptyStanza_Forwarded_GetsBothTags() => Assert.Equal(
        "<presence xmlns='jabber:client' from='a@host/7'></presence>",
        Written(output => StanzaForwarder.Write(Scan("<presence/>"), output, StreamFraming.WebSocket, From, default)));

    [Fact]
    public void Part_Written_HasOneFixedForm() => Assert.Equal(
        "<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='7' urgent='false'><to device='14' kind='message'>QkJC</to></encrypted>",
        Written(output =>
        {
            var stanza = Scan(Encrypted);
            StanzaForwarder.WritePart(stanza, stanza.Parts[1], output);
        }));

    [Theory]
    [InlineData("<to device='1'>QQ==</to><to device='1'>QQ==</to>", EncryptedDefect.DuplicateDevice)]
    [InlineData("<to device='0'>QQ==</to>", EncryptedDefect.Device)]
    [InlineData("<to device='128'>QQ==</to>", EncryptedDefect.Device)]
    [InlineData("<to device='01'>QQ==</to>", EncryptedDefect.Device)]
    [InlineData("<to>QQ==</to>", EncryptedDefect.Device)]
    [InlineData("<to device='1'>QQ<x/></to>", EncryptedDefect.ForeignElement)]
    [InlineData("<key device='1'>QQ==</key>", EncryptedDefect.ForeignElement)]
    [InlineData("<to xmlns='urn:x' device='1'/>", EncryptedDefect.ForeignElement)]
    [InlineData("<to device='1'>QQ==</to>x", EncryptedDefect.StrayText)]
    [InlineData("&#65;<to device='1'>QQ==</to>", EncryptedDefect.StrayText)]
    [InlineData("<![CDATA[]]><to device='1'>QQ==</to>", EncryptedDefect.StrayText)]
    public void Encrypted_WithAWrongShape_SaysSo(string content, EncryptedDefect defect) => Assert.Equal(
        defect,
        Scan($"<message><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1'>{content}</encrypted></message>").EncryptedDefect);

    [Fact]
    public void Encrypted_Twice_IsADefect() => Assert.Equal(
        EncryptedDefect.Repeated,
        Scan("<message><encrypted xmlns='urn:tombolo:e2ee:0' device='1'/><retry xmlns='urn:tombolo:e2ee:0' device='1'/></message>").EncryptedDefect);

    [Fact]
    public void Retry_Scanned_IsNoEncryptedMessage()
    {
        var stanza = Scan("<message><retry xmlns='urn:tombolo:e2ee:0' id='x' device='2'>QQ==</retry></message>");

        Assert.True(stanza.IsRetry);
        Assert.False(stanza.IsEncrypted);
        Assert.Equal(2, stanza.EncryptedDevice);
        Assert.Equal(EncryptedDefect.None, stanza.EncryptedDefect);
    }

    [Fact]
    public void Retry_Written_NeedsNoPrefixOfTheSender() => Assert.Equal(
        "<retry xmlns='urn:tombolo:e2ee:0' id='m&amp;1' device='2'>QQ==</retry>",
        Written(output => StanzaForwarder.WriteRetry(
            Scan("<message xmlns:p='urn:p'><retry xmlns='urn:tombolo:e2ee:0' id='m&amp;1' device='2' p:x='1'>QQ==</retry></message>"),
            output)));

    [Fact]
    public void Part_OfADefectiveMessage_IsNotWritten() => Assert.Throws<ArgumentException>(() =>
    {
        var stanza = Scan("<message><encrypted xmlns='urn:tombolo:e2ee:0' device='1'><to device='1'><x/></to></encrypted></message>");
        StanzaForwarder.WritePart(stanza, stanza.Parts[0], new ArrayBufferWriter<byte>());
    });

    [Theory]
    [InlineData("RAEC", true, 3, 0x44)]
    [InlineData("RA==", true, 1, 0x44)]
    [InlineData("", false, 0, 0)]
    [InlineData("RAE", false, 0, 0)]
    [InlineData("R*EC", false, 0, 0)]
    [InlineData("&#82;AEC", false, 0, 0)]
    public void Ciphertext_OfAPart_ShowsItsShape(string text, bool sound, int length, byte first)
    {
        var message = Encoding.UTF8.GetBytes($"<message><encrypted xmlns='urn:tombolo:e2ee:0' device='1'><to device='1'>{text}</to></encrypted></message>");
        foreach (var size in new[] { 3, 1000 })
        {
            var stanza = Scans.OpenStream().Scan(Pieces.OfSize(message, size)).Envelope;

            Assert.Equal(sound, CiphertextShape.TryRead(stanza, stanza.Parts[0].Content, out var shape));
            Assert.Equal(new CiphertextShape(length, first), shape);
        }
    }

    [Fact]
    public void Nonza_Attributes_AreReadWithoutATree()
    {
        var confirm = Scan("<confirm xmlns='urn:tombolo:mailbox:0' upto='42'/>");

        Assert.True(confirm.Is(KnownNamespace.TomboloMailbox, "confirm"u8));
        Assert.True(confirm.TryGetAttribute("upto"u8, out var upto));
        Assert.Equal("42", Encoding.UTF8.GetString(upto));
    }

    [Fact]
    public void Detached_AfterTheNextScan_IsUnchanged()
    {
        var scanner = Scans.OpenStream();
        var first = scanner.Scan(Scans.Bytes(Encrypted)).Envelope.Detach();

        scanner.Scan(Scans.Bytes("<message to='other' id='2'><body/></message>"));

        Assert.Equal("b@host", Encoding.UTF8.GetString(first.To));
        Assert.Equal(2, first.Parts.Length);
        Assert.Equal(Encrypted, Encoding.UTF8.GetString(first.Bytes));
    }

    [Fact]
    public void UnknownNamespace_IsKeptAsText()
    {
        var stanza = Scan("<x xmlns='urn:nobody:&amp;'/>");

        Assert.Equal(KnownNamespace.Unknown, stanza.Namespace);
        Assert.Equal("urn:nobody:&", Encoding.UTF8.GetString(stanza.NamespaceUri));
    }

    [Fact]
    public void Envelope_ScannedInSmallSegments_ForwardsTheSame()
    {
        var bytes = Encoding.UTF8.GetBytes(Encrypted);
        for (var size = 1; size < 50; size++)
        {
            var stanza = Scans.OpenStream().Scan(Pieces.OfSize(bytes, size)).Envelope;
            Assert.Equal(2, stanza.Parts.Length);
            Assert.Equal("QUFB", Encoding.UTF8.GetString(stanza.Slice(stanza.Parts[0].Content)));
        }
    }
}
