using System.Buffers;
using System.Xml;
using System.Xml.Linq;

namespace Tombolo.Xmpp.Writing;

/// <summary>
/// Writes an <see cref="XElement"/> as UTF-8 the way everything here is written: no element prefixes, a default declaration wherever the
/// namespace changes. Comments and processing instructions, which no stream may carry, are left out.
/// </summary>
public static class ElementWriting
{
    extension(IBufferWriter<byte> output)
    {
        /// <summary>Writes the element with its own namespace declared, as it has to be where the parent's is not known.</summary>
        public void WriteElement(XElement element) => output.WriteElement(element, "");

        /// <summary>Writes the element inside a parent whose default namespace is <paramref name="inherited"/>.</summary>
        public void WriteElement(XElement element, string inherited)
        {
            ArgumentNullException.ThrowIfNull(element);
            var xml = new XmlUtf8Writer(output);
            Write(ref xml, element, inherited);
        }
    }

    internal static void Write(ref XmlUtf8Writer xml, XElement element, string inherited)
    {
        var name = System.Text.Encoding.UTF8.GetBytes(element.Name.LocalName);
        xml.Start(name);
        if (element.Name.NamespaceName != inherited)
        {
            xml.Attribute("xmlns"u8, element.Name.NamespaceName.AsSpan());
        }

        WriteAttributes(ref xml, element);
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XElement child:
                    Write(ref xml, child, element.Name.NamespaceName);
                    break;
                case XText text:
                    xml.Text(text.Value.AsSpan());
                    break;
                default:
                    break;
            }
        }

        xml.End(name);
    }

    private static void WriteAttributes(ref XmlUtf8Writer xml, XElement element)
    {
        var prefixes = 0;
        foreach (var attribute in element.Attributes())
        {
            if (attribute.IsNamespaceDeclaration)
            {
                continue;
            }

            var name = attribute.Name.LocalName;
            if (attribute.Name.Namespace == XNamespace.Xml)
            {
                name = "xml:" + name;
            }
            else if (attribute.Name.Namespace != XNamespace.None)
            {
                var prefix = "n" + XmlConvert.ToString(prefixes++);
                xml.Attribute(System.Text.Encoding.UTF8.GetBytes("xmlns:" + prefix), attribute.Name.NamespaceName.AsSpan());
                name = prefix + ":" + name;
            }

            xml.Attribute(System.Text.Encoding.UTF8.GetBytes(name), attribute.Value.AsSpan());
        }
    }
}
