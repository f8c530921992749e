using System.Buffers;
using System.Xml;
using System.Xml.Linq;

namespace Tombolo.Client.Wire;

/// <summary>Makes a tree of one element that the scanner has already found well-formed and within bounds.</summary>
internal static class StanzaReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = true,
    };

    /// <summary>The element, with the names that a TCP stream header declares in scope.</summary>
    /// <exception cref="XmlException">The element is not well-formed after all.</exception>
    public static XElement Read(in ReadOnlySequence<byte> bytes)
    {
        var names = new XmlNamespaceManager(new NameTable());
        names.AddNamespace("", Names.Client.NamespaceName);
        names.AddNamespace("stream", Names.Streams.NamespaceName);
        var context = new XmlParserContext(names.NameTable, names, null, XmlSpace.None);
        using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), Settings, context);
        reader.MoveToContent();
        return XElement.Load(reader);
    }
}
