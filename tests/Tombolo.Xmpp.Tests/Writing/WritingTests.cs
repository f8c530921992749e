using System.Buffers;
using System.Text;
using System.Xml.Linq;
using CsCheck;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Tests.Scanning;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.Tests.Writing;

public class WritingTests
{
    [Fact]
    public void AnyText_Escaped_ComesBackFromTextAndAttribute() => Gen.String.Sample(text =>
    {
        var output = new ArrayBufferWriter<byte>();
        var xml = new XmlUtf8Writer(output);
        xml.Start("a"u8);
        xml.Attribute("xmlns"u8, "u"u8);
        xml.Attribute("b"u8, text.AsSpan());
        xml.Text(text.AsSpan());
        xml.End("a"u8);

        var result = Scans.OpenStream().Scan(new ReadOnlySequence<byte>(output.WrittenMemory));

        Assert.Equal(ScanStatus.Element, result.Status);
        var element = result.Envelope.ToElement();
        Assert.Equal(Expected(text), element.Value);
        Assert.Equal(Expected(text), (string?)element.Attribute("b"));
    });

    [Fact]
    public void Tree_WithForeignAttributes_ComesBackTheSame()
    {
        XNamespace one = "urn:1";
        XNamespace two = "urn:2";
        var tree = new XElement(one + "a", new XAttribute(two + "b", "x"), new XAttribute(XNamespace.Xml + "lang", "en"), new XElement(two + "c", " t "), new XElement("none"), new XElement(one + "d"));
        var output = new ArrayBufferWriter<byte>();

        output.WriteElement(tree);

        Assert.Equal(
            "<a xmlns='urn:1' xmlns:n0='urn:2' n0:b='x' xml:lang='en'><c xmlns='urn:2'> t </c><none xmlns=''/><d/></a>",
            Encoding.UTF8.GetString(output.WrittenSpan));
        var back = Scans.OpenStream().Scan(new ReadOnlySequence<byte>(output.WrittenMemory)).Envelope.ToElement();
        Assert.Equal(tree.Descendants().Select(element => element.Name), back.Descendants().Select(element => element.Name));
    }

    [Fact]
    public void Base64_OfAnyLength_ComesBack() => Gen.Byte.Array[0, 10000].Sample(
        bytes =>
        {
            var output = new ArrayBufferWriter<byte>();
            output.WriteBase64(bytes);
            Assert.Equal(bytes, Convert.FromBase64String(Encoding.ASCII.GetString(output.WrittenSpan)));
        },
        iter: 200);

    [Fact]
    public void Attribute_AfterContent_IsMisuse() => Assert.Throws<InvalidOperationException>(() =>
    {
        var xml = new XmlUtf8Writer(new ArrayBufferWriter<byte>());
        xml.Start("a"u8);
        xml.Text("x"u8);
        xml.Attribute("b"u8, "c"u8);
    });

    private static string Expected(string text)
    {
        var expected = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            expected.Append(rune.Value is < 0x20 and not (0x9 or 0xA or 0xD) ? "\uFFFD" : rune.ToString());
        }

        return expected.ToString();
    }
}
