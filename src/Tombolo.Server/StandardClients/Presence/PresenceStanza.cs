using System.Buffers;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Presence;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>
/// Presence on its way: whole but for the receiver's address, so that one array serves everybody who sees it. What the client wrote stays as it
/// was; the sender's address is the host's word.
/// </summary>
/// <param name="Type">What it is for.</param>
/// <param name="Bytes">The stanza without <c>to</c>, in UTF-8; never written to again.</param>
/// <param name="AddressAt">Where <c>to</c> goes in.</param>
/// <param name="From">The sender's address.</param>
[GenerateSerializer, Immutable]
internal sealed record PresenceStanza(
    [property: Id(0)] PresenceType Type, [property: Id(1)] byte[] Bytes, [property: Id(2)] int AddressAt, [property: Id(3)] string From)
{
    public bool IsAvailable => Type == PresenceType.Available;

    /// <summary>What a client sent, from its full address, or, when it is about a subscription, from the bare one.</summary>
    public static PresenceStanza Read(in StanzaEnvelope presence, PresenceType type, Jid from)
    {
        var output = new ArrayBufferWriter<byte>((int)presence.Bytes.Length + 64);
        StanzaForwarder.WriteStart(presence, output, StreamFraming.WebSocket, from, default);
        var addressAt = output.WrittenCount - 1;
        StanzaForwarder.WriteContent(presence, output);
        StanzaForwarder.WriteEnd(presence, output);
        return new PresenceStanza(type, output.WrittenSpan.ToArray(), addressAt, from.ToString());
    }

    /// <summary>What the host says for an account or one of its clients.</summary>
    public static PresenceStanza Create(PresenceType type, string from)
    {
        var output = new ArrayBufferWriter<byte>();
        var xml = new XmlUtf8Writer(output);
        xml.Start("presence"u8, KnownNamespace.JabberClient);
        xml.Attribute("type"u8, type.WireName.AsSpan());
        xml.Attribute("from"u8, from.AsSpan());
        xml.End("presence"u8);
        return new PresenceStanza(type, output.WrittenSpan.ToArray(), output.WrittenCount - "/>".Length, from);
    }

    /// <summary>The stanza for one receiver.</summary>
    public byte[] To(string address)
    {
        var output = new ArrayBufferWriter<byte>(Bytes.Length + address.Length + 16);
        output.Write(Bytes.AsSpan(0, AddressAt));
        output.Write(" to='"u8);
        output.WriteEscaped(address.AsSpan());
        output.Write("'"u8);
        output.Write(Bytes.AsSpan(AddressAt));
        return output.WrittenSpan.ToArray();
    }
}
