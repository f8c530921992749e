using System.Buffers;
using System.Text;
using System.Xml.Linq;
using Tombolo.Interop.Errors;
using Tombolo.Server.Accounts;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Errors;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Server.Streams;

/// <summary>Stanzas and parts of stanzas that the host writes to a device.</summary>
internal static class Stanzas
{
    /// <summary>The host's word for who an account is; a client cannot make it.</summary>
    public static byte[] IdentityStamp(AccountFacts facts)
    {
        var output = new ArrayBufferWriter<byte>();
        var xml = new XmlUtf8Writer(output);
        xml.Start("identity"u8, KnownNamespace.TomboloIdentity);
        xml.Attribute("type"u8, facts.Identifier.Type.AsSpan());
        xml.Attribute("value"u8, facts.Identifier.Value.AsSpan());
        if (facts.Partner is not null)
        {
            xml.Attribute("partner"u8, facts.Partner.AsSpan());
        }

        xml.End("identity"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The answer to a stanza that was refused, in the form stored stanzas have: its namespace declared on it.</summary>
    public static byte[] Error(in StanzaEnvelope stanza, Jid from, Jid to, ErrorCode code, XElement? detail = null)
    {
        var output = new ArrayBufferWriter<byte>();
        StanzaReply.WriteError(stanza, output, StreamFraming.WebSocket, from, to, Describe(code, detail));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same for a message of which only name, id and addresses are left.</summary>
    public static byte[] MessageError(ReadOnlySpan<byte> id, AccountAddress from, Jid to, ErrorCode code, byte[]? detail)
    {
        var output = new ArrayBufferWriter<byte>();
        var xml = new XmlUtf8Writer(output);
        xml.Start("message"u8, KnownNamespace.JabberClient);
        xml.Attribute("type"u8, "error"u8);
        xml.Attribute("id"u8, id);
        xml.Attribute("from"u8, from.ToString().AsSpan());
        xml.Attribute("to"u8, to);
        var element = detail is null ? null : XElement.Parse(Encoding.UTF8.GetString(detail));
        xml.Raw(""u8);
        output.WriteElement(Describe(code, element).ToElement(KnownNamespace.JabberClient.Uri), KnownNamespace.JabberClient.Uri);
        xml.End("message"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The host's own ping to a client (XEP-0199 section 4.1).</summary>
    public static byte[] Ping(string domain, Jid to)
    {
        var output = new ArrayBufferWriter<byte>();
        var xml = new XmlUtf8Writer(output);
        xml.Start("iq"u8, KnownNamespace.JabberClient);
        xml.Attribute("type"u8, "get"u8);
        xml.Attribute("id"u8, "ping"u8);
        xml.Attribute("from"u8, domain.AsSpan());
        xml.Attribute("to"u8, to);
        xml.Start("ping"u8, KnownNamespace.Ping);
        xml.End("ping"u8);
        xml.End("iq"u8);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Result(in StanzaEnvelope iq, Jid from, Jid to, XElement? payload)
    {
        var output = new ArrayBufferWriter<byte>();
        StanzaReply.WriteResult(iq, output, StreamFraming.WebSocket, from, to, payload);
        return output.WrittenSpan.ToArray();
    }

    private static StanzaError Describe(ErrorCode code, XElement? detail)
    {
        var description = code.Describe();
        return new StanzaError(StanzaErrorNames.ParseCondition(description.XmppCondition))
        {
            Type = StanzaErrorTypes.Parse(description.XmppType),
            Code = description.Name,
            Detail = detail,
        };
    }
}
