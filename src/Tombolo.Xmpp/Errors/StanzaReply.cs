using System.Buffers;
using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.Errors;

/// <summary>Answers to a scanned stanza: same name, same id, addresses as the answerer gives them.</summary>
public static class StanzaReply
{
    /// <summary>Writes the stanza's error reply (RFC 6120 section 8.3.1). Never answer a stanza that is itself an error: see <see cref="MayFail"/>.</summary>
    public static void WriteError(in StanzaEnvelope stanza, IBufferWriter<byte> output, StreamFraming framing, Jid from, Jid to, StanzaError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var xml = Begin(stanza, output, framing, from, to, "error"u8);
        ElementWriting.Write(ref xml, error.ToElement(KnownNamespace.JabberClient.Uri), KnownNamespace.JabberClient.Uri);
        xml.End(stanza.Name);
    }

    /// <summary>Writes the result of an iq (RFC 6120 section 8.2.3), with or without a payload.</summary>
    public static void WriteResult(in StanzaEnvelope iq, IBufferWriter<byte> output, StreamFraming framing, Jid from, Jid to, XElement? payload)
    {
        var xml = Begin(iq, output, framing, from, to, "result"u8);
        if (payload is not null)
        {
            ElementWriting.Write(ref xml, payload, KnownNamespace.JabberClient.Uri);
        }

        xml.End(iq.Name);
    }

    /// <summary>True when an error may be sent back: errors and iq results are never answered (RFC 6120 sections 8.2.3 and 8.3.1).</summary>
    public static bool MayFail(in StanzaEnvelope stanza) =>
        stanza.Kind != StanzaKind.Nonza
        && !stanza.Type.SequenceEqual("error"u8)
        && !(stanza.Kind == StanzaKind.Iq && stanza.Type.SequenceEqual("result"u8));

    private static XmlUtf8Writer Begin(in StanzaEnvelope stanza, IBufferWriter<byte> output, StreamFraming framing, Jid from, Jid to, ReadOnlySpan<byte> type)
    {
        var xml = new XmlUtf8Writer(output);
        xml.Start(stanza.Name);
        if (framing == StreamFraming.WebSocket)
        {
            xml.Attribute("xmlns"u8, KnownNamespace.JabberClient.Utf8Uri);
        }

        xml.Attribute("type"u8, type);
        if (stanza.TryGetAttribute("id"u8, out var id))
        {
            xml.Attribute("id"u8, id);
        }

        xml.Attribute("from"u8, from);
        xml.Attribute("to"u8, to);
        return xml;
    }
}
