using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Accounts;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.StandardClients;

/// <summary>From a scanned plain message to what travels: the addresses the host vouches for, everything else the bytes that came.</summary>
internal static class StandardMessageReader
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static InboundMessage Read(in StanzaEnvelope stanza, Jid to, DeviceSession session)
    {
        var output = _buffer ??= new ArrayBufferWriter<byte>(2048);
        output.ResetWrittenCount();
        StanzaForwarder.WriteStart(stanza, output, StreamFraming.WebSocket, session.Jid, to);
        StanzaForwarder.WriteContent(stanza, output);
        return new InboundMessage
        {
            Sender = session.Device,
            SenderPartner = session.Facts.Partner,
            Digest = session.NextDigest(),
            Kind = MessageKind.Plain,
            Ephemeral = IsEphemeral(stanza),
            Contents = [new DeviceContent(DeviceAddress.StandardClients, output.WrittenSpan.ToArray())],
        };
    }

    /// <summary>Headlines, messages that ask not to be stored (XEP-0334), and those that hold nothing but a chat state (XEP-0085) are for who is there now.</summary>
    private static bool IsEphemeral(in StanzaEnvelope stanza)
    {
        if (stanza.Type.SequenceEqual("headline"u8))
        {
            return true;
        }

        var isLasting = false;
        foreach (ref readonly var child in stanza.Children)
        {
            if (child.Namespace == KnownNamespace.Hints && stanza.NameOf(child) is [(byte)'n', (byte)'o', (byte)'-', ..] name && !name.SequenceEqual("no-copy"u8))
            {
                return true;
            }

            // A chat state may name the thread it is about; that makes it no more lasting.
            isLasting |= child.Namespace is not (KnownNamespace.ChatStates or KnownNamespace.Hints) && !(child.Namespace == KnownNamespace.JabberClient && stanza.NameOf(child).SequenceEqual("thread"u8));
        }

        return !isLasting;
    }
}
