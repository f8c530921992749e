using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Server.Routing;

/// <summary>
/// From a scanned message to what travels: checks the form, stamps the sender's identity, and writes for each device the bytes its
/// mailbox gets. What the sender claimed about itself is left behind; ciphertext is copied once, as it came.
/// </summary>
internal static class MessageReader
{
    private const int MaxIdBytes = 128;
    private const int MaxCiphertextBytes = 64 * 1024;
    private const int MaxBase64Bytes = (MaxCiphertextBytes + 2) / 3 * 4;

    // A version byte and the MAC of a Signal message.
    private const int MinCiphertextBytes = 9;
    private const int SignalVersion = 4;

    // A slash and a number.
    private const int MaxDeviceBytes = 12;

    // A DecryptionErrorMessage is a key, a time and a device: under 60 bytes today.
    private const int MaxRetryBase64Bytes = 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>Reads a message that is addressed to an account of this host (<paramref name="to"/>).</summary>
    /// <returns>Null with the reason in <paramref name="refusal"/>.</returns>
    public static InboundMessage? Read(in StanzaEnvelope stanza, ReadOnlySpan<byte> to, DeviceSession session, out ErrorCode refusal)
    {
        var kind = stanza.IsEncrypted ? MessageKind.Encrypted : stanza.IsRetry ? MessageKind.Retry : MessageKind.Plain;
        if (Check(stanza, kind, session) is { } reason)
        {
            refusal = reason;
            return null;
        }

        refusal = default;
        return new InboundMessage
        {
            Sender = session.Device,
            SenderPartner = session.Facts.Partner,
            Digest = StanzaDigest.Create(session.Device, stanza.Id),
            Kind = kind,
            Ephemeral = stanza.IsEphemeral,
            DevicesDigest = DigestOf(stanza, session),
            StartsSession = StartsSession(stanza),
            Contents = kind == MessageKind.Encrypted ? WriteParts(stanza, to, session) : [new DeviceContent(0, WriteRetry(stanza, to, session))],
        };
    }

    private static ErrorCode? Check(in StanzaEnvelope stanza, MessageKind kind, DeviceSession session)
    {
        if (stanza.Id.IsEmpty || stanza.Id.Length > MaxIdBytes)
        {
            return ErrorCode.RequestMalformed;
        }

        if (kind == MessageKind.Plain)
        {
            return ErrorCode.PolicyPlaintext;
        }

        if (stanza.EncryptedDefect != EncryptedDefect.None || stanza.EncryptedDevice != session.Device.Device)
        {
            return ErrorCode.CiphertextInvalid;
        }

        return kind == MessageKind.Encrypted ? CheckParts(stanza) : CheckRetry(stanza);
    }

    private static ErrorCode? CheckParts(in StanzaEnvelope stanza)
    {
        if (!stanza.EncryptedSuite.SequenceEqual("signal"u8))
        {
            return ErrorCode.PolicySuite;
        }

        if (stanza.Parts.IsEmpty)
        {
            return ErrorCode.CiphertextInvalid;
        }

        foreach (ref readonly var part in stanza.Parts)
        {
            if (part.Content.Length > MaxBase64Bytes)
            {
                return ErrorCode.CiphertextTooLarge;
            }

            if (part.Kind == CiphertextKind.Other || !IsSignal(stanza, part.Content))
            {
                return ErrorCode.CiphertextInvalid;
            }
        }

        return null;
    }

    /// <summary>The framing of the suite, which is all a host can see: base64, long enough for a MAC, and version 4 in the first byte.</summary>
    private static bool IsSignal(in StanzaEnvelope stanza, ByteRange content) =>
        CiphertextShape.TryRead(stanza, content, out var shape) && shape.Length >= MinCiphertextBytes && shape.FirstByte >> 4 == SignalVersion;

    private static ErrorCode? CheckRetry(in StanzaEnvelope stanza) =>
        stanza.EncryptedElement.Content.Length > MaxRetryBase64Bytes ? ErrorCode.CiphertextTooLarge
        : CiphertextShape.TryRead(stanza, stanza.EncryptedElement.Content, out _) ? null
        : ErrorCode.CiphertextInvalid;

    private static bool StartsSession(in StanzaEnvelope stanza)
    {
        foreach (ref readonly var part in stanza.Parts)
        {
            if (part.Kind == CiphertextKind.Prekey)
            {
                return true;
            }
        }

        return false;
    }

    private static string? DigestOf(in StanzaEnvelope stanza, DeviceSession session)
    {
        var digest = stanza.DevicesDigest;
        if (digest.IsEmpty)
        {
            return null;
        }

        // Mostly the same peer again; a string for each message would be the largest allocation after the content.
        return session.Conversations.Intern(digest);
    }

    private static ImmutableArray<DeviceContent> WriteParts(in StanzaEnvelope stanza, ReadOnlySpan<byte> to, DeviceSession session)
    {
        var contents = ImmutableArray.CreateBuilder<DeviceContent>(stanza.Parts.Length);
        foreach (ref readonly var part in stanza.Parts)
        {
            var output = Start(stanza, to, part.Device, session);
            StanzaForwarder.WritePart(stanza, part, output);
            output.Write(session.IdentityStamp);
            contents.Add(new DeviceContent(part.Device, output.WrittenSpan.ToArray()));
        }

        return contents.MoveToImmutable();
    }

    private static byte[] WriteRetry(in StanzaEnvelope stanza, ReadOnlySpan<byte> to, DeviceSession session)
    {
        var output = Start(stanza, to, 0, session);
        StanzaForwarder.WriteRetry(stanza, output);
        output.Write(session.IdentityStamp);
        return output.WrittenSpan.ToArray();
    }

    private static ArrayBufferWriter<byte> Start(in StanzaEnvelope stanza, ReadOnlySpan<byte> to, int device, DeviceSession session)
    {
        var output = _buffer ??= new ArrayBufferWriter<byte>(2048);
        output.ResetWrittenCount();
        var xml = new XmlUtf8Writer(output);
        xml.Start("message"u8, KnownNamespace.JabberClient);
        xml.Attribute("type"u8, "chat"u8);
        xml.Attribute("from"u8, session.Utf8);
        Span<byte> target = stackalloc byte[to.Length + MaxDeviceBytes];
        to.CopyTo(target);
        var length = to.Length;
        if (device > 0)
        {
            target[length++] = (byte)'/';
            Utf8Formatter.TryFormat(device, target[length..], out var digits);
            length += digits;
        }

        xml.Attribute("to"u8, target[..length]);
        xml.Attribute("id"u8, stanza.Id);
        xml.Raw(""u8);
        return output;
    }
}
