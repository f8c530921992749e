using System.Buffers;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.Stanzas;

/// <summary>
/// Puts a scanned stanza on another stream: the start tag is written anew with the addresses the server vouches for, the content goes
/// out as the bytes that came in. Children that only a host may make (<c>urn:tombolo:identity:0</c>, <c>urn:tombolo:mailbox:0</c>)
/// are left out wherever a client put them.
/// </summary>
public static class StanzaForwarder
{
    /// <summary>Writes the whole stanza.</summary>
    /// <param name="stanza">A message, presence or iq.</param>
    /// <param name="output">Where to.</param>
    /// <param name="framing">The stream it goes out on. <see cref="StreamFraming.WebSocket"/> declares <c>jabber:client</c> on the stanza, which
    /// is right on TCP too: use it for what is stored.</param>
    /// <param name="from">The new sender; an empty address writes none.</param>
    /// <param name="to">The new receiver; an empty address writes none.</param>
    public static void Write(in StanzaEnvelope stanza, IBufferWriter<byte> output, StreamFraming framing, Jid from, Jid to)
    {
        WriteStart(stanza, output, framing, from, to);
        WriteContent(stanza, output);
        WriteEnd(stanza, output);
    }

    /// <summary>Writes the start tag: every attribute as it came but <c>xmlns</c>, <c>from</c> and <c>to</c>.</summary>
    /// <exception cref="ArgumentException">The envelope holds no stanza.</exception>
    public static void WriteStart(in StanzaEnvelope stanza, IBufferWriter<byte> output, StreamFraming framing, Jid from, Jid to)
    {
        if (stanza.Kind == StanzaKind.Nonza)
        {
            throw new ArgumentException("Only stanzas are forwarded.", nameof(stanza));
        }

        output.Write("<"u8);
        output.Write(stanza.Name);
        if (framing == StreamFraming.WebSocket)
        {
            output.Write(" xmlns='jabber:client'"u8);
        }

        foreach (ref readonly var attribute in stanza.RootAttributes)
        {
            if (attribute.Role is RootAttributeRole.Other or RootAttributeRole.Id or RootAttributeRole.Type)
            {
                output.Write(" "u8);
                output.WriteRaw(stanza.Slice(attribute.Raw));
            }
        }

        WriteAddress(output, " from='"u8, from);
        WriteAddress(output, " to='"u8, to);
        output.Write(">"u8);
    }

    /// <summary>Writes what is between the tags, without the children only a host may make.</summary>
    public static void WriteContent(in StanzaEnvelope stanza, IBufferWriter<byte> output)
    {
        var at = stanza.Content.Start;
        foreach (ref readonly var child in stanza.Children)
        {
            if (child.Namespace is KnownNamespace.TomboloIdentity or KnownNamespace.TomboloMailbox)
            {
                output.WriteRaw(stanza.Slice(new ByteRange(at, child.Whole.Start - at)));
                at = child.Whole.End;
            }
        }

        output.WriteRaw(stanza.Slice(new ByteRange(at, stanza.Content.End - at)));
    }

    /// <summary>Writes the end tag.</summary>
    public static void WriteEnd(in StanzaEnvelope stanza, IBufferWriter<byte> output)
    {
        output.Write("</"u8);
        output.Write(stanza.Name);
        output.Write(">"u8);
    }

    /// <summary>
    /// Writes <c>encrypted</c> with one device's part, as it goes into that device's mailbox. The start tags are written in one fixed form,
    /// so that no prefix of the sender's is needed to read them; the ciphertext is the bytes that came in. The digest stays behind.
    /// </summary>
    public static void WritePart(in StanzaEnvelope stanza, in EncryptedPart part, IBufferWriter<byte> output)
    {
        if (stanza.EncryptedDefect != EncryptedDefect.None)
        {
            throw new ArgumentException("A message with a defect is not forwarded.", nameof(stanza));
        }

        var xml = new XmlUtf8Writer(output);
        xml.Start("encrypted"u8, KnownNamespace.TomboloE2ee);
        xml.Attribute("suite"u8, stanza.EncryptedSuite);
        xml.Attribute("device"u8, stanza.EncryptedDevice);
        if (stanza.IsEphemeral)
        {
            xml.Attribute("ephemeral"u8, "true"u8);
        }

        if (!stanza.IsUrgent)
        {
            xml.Attribute("urgent"u8, "false"u8);
        }

        xml.Start("to"u8);
        xml.Attribute("device"u8, part.Device);
        if (part.Kind != CiphertextKind.Other)
        {
            xml.Attribute("kind"u8, part.Kind == CiphertextKind.Prekey ? "prekey"u8 : "message"u8);
        }

        xml.Raw(stanza.Slice(part.Content));
        xml.End("to"u8);
        xml.End("encrypted"u8);
    }

    /// <summary>
    /// Writes <c>retry</c> in one fixed form, as it goes into a mailbox. Copying the element as it came would not do: its attributes may use
    /// prefixes that only the sender's <c>message</c> declares, and a stored stanza that cannot be read ends the receiver's stream every time.
    /// </summary>
    public static void WriteRetry(in StanzaEnvelope stanza, IBufferWriter<byte> output)
    {
        var retry = stanza.EncryptedElement;
        if (stanza.EncryptedDefect != EncryptedDefect.None)
        {
            throw new ArgumentException("A retry with a defect is not forwarded.", nameof(stanza));
        }

        var xml = new XmlUtf8Writer(output);
        xml.Start("retry"u8, KnownNamespace.TomboloE2ee);
        xml.Attribute("id"u8, stanza.RetryId);
        xml.Attribute("device"u8, stanza.EncryptedDevice);
        xml.Raw(stanza.Slice(retry.Content));
        xml.End("retry"u8);
    }

    private static void WriteAddress(IBufferWriter<byte> output, ReadOnlySpan<byte> opening, Jid address)
    {
        if (!address.IsEmpty)
        {
            output.Write(opening);
            output.WriteEscaped(address.ToString().AsSpan());
            output.Write("'"u8);
        }
    }
}
