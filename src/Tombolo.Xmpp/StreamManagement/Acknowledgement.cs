using System.Buffers;
using System.Buffers.Text;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary>The two elements of the hot path, <c>r</c> and <c>a</c> (XEP-0198 section 4), read and written without a tree.</summary>
public static class Acknowledgement
{
    /// <summary>Writes <c>r</c>: tell me how many you handled.</summary>
    public static void WriteRequest(IBufferWriter<byte> output) => output.Write("<r xmlns='urn:xmpp:sm:3'/>"u8);

    /// <summary>Writes <c>a</c>: I handled that many, modulo 2^32.</summary>
    public static void WriteAnswer(IBufferWriter<byte> output, uint handled)
    {
        var xml = new XmlUtf8Writer(output);
        xml.Start("a"u8, KnownNamespace.StreamManagement);
        xml.Attribute("h"u8, handled);
        xml.End("a"u8);
    }

    /// <summary>Whether the element is <c>r</c>.</summary>
    public static bool IsRequest(in StanzaEnvelope element) => element.Is(KnownNamespace.StreamManagement, "r"u8);

    /// <summary>Whether the element is <c>a</c>.</summary>
    public static bool IsAnswer(in StanzaEnvelope element) => element.Is(KnownNamespace.StreamManagement, "a"u8);

    /// <summary>Reads the count of an <c>a</c>.</summary>
    /// <returns>False when it is missing or no number below 2^32: the stream is to be ended with <c>bad-format</c>.</returns>
    public static bool TryReadAnswer(in StanzaEnvelope element, out uint handled)
    {
        handled = 0;
        return element.TryGetAttribute("h"u8, out var value)
            && !value.IsEmpty
            && value[0] != '+'
            && Utf8Parser.TryParse(value, out handled, out var used)
            && used == value.Length;
    }
}
