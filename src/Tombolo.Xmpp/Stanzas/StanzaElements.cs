using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Stanzas;

/// <summary>
/// Reads a scanned element into a tree, for the small payloads that are worked with rather than forwarded: iq queries, negotiation, and
/// everything a client reads. What is read has passed the scanner, so its size, depth and form are bounded already.
/// </summary>
public static class StanzaElements
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Fragment,
        CloseInput = true,
    };

    extension(in StanzaEnvelope envelope)
    {
        /// <summary>The whole element as a tree of its own.</summary>
        public XElement ToElement()
        {
            var names = new NameTable();
            var scope = new XmlNamespaceManager(names);
            var prefix = Prefix(envelope);
            var uri = Encoding.UTF8.GetString(envelope.NamespaceUri);
            scope.AddNamespace("", prefix.Length == 0 ? uri : KnownNamespace.JabberClient.Uri);
            if (prefix.Length > 0)
            {
                scope.AddNamespace(prefix, uri);
            }

            var context = new XmlParserContext(names, scope, xmlLang: null, XmlSpace.None, Encoding.UTF8);
            var bytes = envelope.Bytes.ToArray();
            using var reader = XmlReader.Create(new MemoryStream(bytes, writable: false), Settings, context);
            reader.MoveToContent();
            return XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }

        /// <summary>The first child element as a tree of its own, or null when there is none: the payload of an iq.</summary>
        public XElement? ToPayload() => envelope.Children.IsEmpty ? null : envelope.ToElement().Elements().First();
    }

    /// <summary>What stands before the colon of the element's name; the header's declarations are not at hand here, only what they came to.</summary>
    private static string Prefix(in StanzaEnvelope envelope)
    {
        var reader = new SequenceReader<byte>(envelope.Bytes);
        reader.Advance(1);

        // The whole name as it was written: a prefix may begin with the very name that follows it.
        reader.TryReadToAny(out ReadOnlySpan<byte> name, " \t\r\n/>"u8, advancePastDelimiter: false);
        var colon = name.IndexOf((byte)':');
        return colon < 0 ? "" : Encoding.UTF8.GetString(name[..colon]);
    }
}
