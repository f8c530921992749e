using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Xmpp.Tests.Scanning;

/// <summary>System.Xml is the judge of what is well-formed and of what is in it; only what RFC 6120 section 11.1 forbids may differ.</summary>
public class ScannerAgainstSystemXmlTests
{
    private static readonly ScannerLimits Wide = new() { MaxDepth = 1000, MaxAttributes = 1000, MaxChildren = 1000 };

    /// <summary>What XMPP forbids although XML allows it, with the text that has to be there when it is the reason.</summary>
    private static readonly Dictionary<ScanRule, string> Restrictions = new()
    {
        [ScanRule.Comment] = "<!--",
        [ScanRule.ProcessingInstruction] = "<?",
        [ScanRule.HeaderPrefix] = "stream:",
        [ScanRule.PrefixedStanza] = ":",
        [ScanRule.Misplaced] = "",

        // Namespaces in XML 1.0 section 3: no element may have this prefix. System.Xml lets it pass.
        [ScanRule.UndeclaredPrefix] = "<xmlns:",
    };

    [Fact]
    public void SoundStreams_GiveTheElementsThatSystemXmlSees() => Documents.Sound.Sample(
        stream =>
        {
            var expected = Reference(stream);
            Assert.NotNull(expected);
            var (verdict, elements) = Scan(stream);
            if (verdict is ScanRule.PrefixedStanza)
            {
                return;
            }

            Assert.Equal(ScanRule.None, verdict);
            Assert.Equal(expected.Count, elements.Count);
            for (var i = 0; i < elements.Count; i++)
            {
                AssertSame(expected[i], elements[i]);
            }
        },
        iter: 3000,
        print: Encoding.UTF8.GetString);

    [Fact]
    public void MutatedStreams_GetTheVerdictOfSystemXml() => Documents.Mutated.Sample(
        stream =>
        {
            var (verdict, elements) = Scan(stream);
            var expected = Reference(stream);
            if (verdict == ScanRule.None)
            {
                Assert.NotNull(expected);
                Assert.Equal(expected.Count, elements.Count);
            }
            else if (expected is not null)
            {
                Assert.True(Restrictions.TryGetValue(verdict, out var because), $"{verdict} is not among the restrictions");
                Assert.Contains(because, Encoding.UTF8.GetString(stream[Scans.Header.Length..]), StringComparison.Ordinal);
            }
        },
        iter: 20000,
        print: Encoding.UTF8.GetString);

    [Fact]
    public void AnyStream_SplitAtEveryByte_GetsTheSameResult() => Documents.Mutated.Sample(
        stream =>
        {
            var whole = Scans.Whole(stream, Wide);
            for (var split = Scans.Header.Length - 2; split < stream.Length; split++)
            {
                var halves = Scans.Fed(stream, [split, stream.Length], Wide);
                Assert.Equal(whole.Elements, halves.Elements);
                Assert.Equal(whole.Failure, halves.Failure);
            }

            var single = Scans.Fed(stream, Enumerable.Range(1, stream.Length).ToArray(), Wide);
            Assert.Equal(whole.Elements, single.Elements);
            Assert.Equal(whole.Failure, single.Failure);
        },
        iter: 300,
        print: Encoding.UTF8.GetString);

    [Fact]
    public void AnyBytes_NeverThrow() => Gen.Byte.Array[0, 300].Sample(
        bytes =>
        {
            byte[] stream = [.. Encoding.UTF8.GetBytes(Scans.Header), .. bytes];
            Assert.Equal(Scans.Whole(stream).Failure, Scans.Fed(stream, [Scans.Header.Length + (bytes.Length / 2), stream.Length]).Failure);
        },
        iter: 5000);

    /// <summary>The first-level elements as System.Xml sees them; null when it refuses the stream.</summary>
    private static List<XElement>? Reference(byte[] stream)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(stream), settings);
            return [.. XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!.Elements()];
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static (ScanRule Verdict, List<StanzaEnvelope> Elements) Scan(byte[] stream)
    {
        var scanner = new StreamScanner(StreamFraming.Tcp, Wide);
        var rest = new ReadOnlySequence<byte>(stream);
        var elements = new List<StanzaEnvelope>();
        var closed = false;
        while (true)
        {
            var result = scanner.Scan(rest);
            rest = rest.Slice(result.Consumed);
            switch (result.Status)
            {
                case ScanStatus.Failed:
                    return (result.Failure.Rule, elements);
                case ScanStatus.NeedMore:
                    // A stream that stops early is what System.Xml calls an unexpected end. After the end it overlooks half a character.
                    return (!closed ? ScanRule.EndTag : rest.IsEmpty ? ScanRule.None : ScanRule.Misplaced, elements);
                case ScanStatus.StreamClose:
                    closed = true;
                    break;
                case ScanStatus.Element:
                    elements.Add(result.Envelope.Detach());
                    break;
                default:
                    break;
            }
        }
    }

    private static void AssertSame(XElement expected, StanzaEnvelope actual)
    {
        Assert.Equal(expected.Name.LocalName, Encoding.UTF8.GetString(actual.Name));
        Assert.Equal(expected.Name.NamespaceName, Encoding.UTF8.GetString(actual.NamespaceUri));
        Assert.Equal((string?)expected.Attribute("to") ?? "", Encoding.UTF8.GetString(actual.To));
        Assert.True(XNode.DeepEquals(Plain(expected), Plain(actual.ToElement())));

        var children = expected.Elements().ToList();
        Assert.Equal(children.Count, actual.Children.Length);
        for (var i = 0; i < children.Count; i++)
        {
            var child = actual.Children[i];
            Assert.Equal(children[i].Name.LocalName, Encoding.UTF8.GetString(actual.NameOf(child)));
            Assert.Equal(children[i].Value, Plain(Alone(actual, child)).Value);
            Assert.True(XNode.DeepEquals(Plain(children[i]), Plain(Alone(actual, child))));
        }
    }

    /// <summary>The child's range read on its own inside the parent's start tag.</summary>
    private static XElement Alone(StanzaEnvelope parent, ChildElement child)
    {
        var bytes = parent.Bytes.ToArray();
        byte[] alone = [.. Encoding.UTF8.GetBytes(Scans.Header), .. bytes.AsSpan(0, parent.Content.Start), .. bytes.AsSpan(child.Whole.Start, child.Whole.Length), .. bytes.AsSpan(parent.Content.End), .. "</stream:stream>"u8];
        return Reference(alone)!.Single().Elements().Single();
    }

    /// <summary>Names, attributes and text without namespace declarations, which say where a prefix was declared and nothing more.</summary>
    private static XElement Plain(XElement element)
    {
        var copy = new XElement(element);
        copy.DescendantsAndSelf().Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        return copy;
    }
}
