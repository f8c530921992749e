using System.Runtime.CompilerServices;
using Tombolo.Server.Routing;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Server.Streams;

/// <summary>What a bound device sends: counts it, and hands it to whoever knows the kind. Belongs to one connection's reading loop.</summary>
internal sealed class StanzaIntake(SessionServices services)
{
    /// <summary>Returns the stream error for what must not be; the envelope is not needed any more then.</summary>
    public StreamError? Take(in StanzaEnvelope element, DeviceSession session)
    {
        switch (element.Kind)
        {
            case StanzaKind.Message:
                TakeMessage(element, session, session.Window.Begin((int)element.Bytes.Length));
                return null;
            case StanzaKind.Iq:
                services.Iqs.Route(element, session, session.Window.Begin((int)element.Bytes.Length));
                return null;
            case StanzaKind.Presence:
                // Nobody here subscribes to presence; it is taken and forgotten.
                session.Settle(session.Window.Begin((int)element.Bytes.Length));
                return null;
            default:
                return TakeNonza(element, session);
        }
    }

    private static StreamError? TakeNonza(in StanzaEnvelope element, DeviceSession session)
    {
        if (element.Namespace == KnownNamespace.TomboloMailbox && element.Name.SequenceEqual("confirm"u8))
        {
            return session.Confirm(element) ? null : new StreamError(StreamErrorCondition.BadFormat);
        }

        if (element.Namespace != KnownNamespace.StreamManagement || !session.IsManaged)
        {
            return new StreamError(StreamErrorCondition.UnsupportedStanzaType);
        }

        return ManagementNonzas.Take(element, session);
    }

    [SkipLocalsInit] // To clear room for the longest address takes longer than to read most.
    private void TakeMessage(in StanzaEnvelope message, DeviceSession session, long ticket)
    {
        if (message.Type.SequenceEqual("error"u8))
        {
            session.Settle(ticket);
            return;
        }

        Span<byte> own = stackalloc byte[Jid.MaxBytes];
        var to = message.To.IsEmpty ? session.Utf8.AsSpan(0, session.Utf8.AsSpan().IndexOf((byte)'/')) : Canonical(message, own);
        if (to.IsEmpty)
        {
            Refuse(message, session, ticket, ErrorCode.NotReachable);
            return;
        }

        if (MessageReader.Read(message, to, session, out var refusal) is not { } inbound)
        {
            Refuse(message, session, ticket, refusal);
            return;
        }

        session.Conversations.Send(session.Conversations.GetLane(to), new RoutedMessage(inbound, message.Id.ToArray(), ticket));
    }

    /// <summary>The bare address in <c>to</c> when it is an account of this host; else nothing.</summary>
    private ReadOnlySpan<byte> Canonical(in StanzaEnvelope message, Span<byte> buffer)
    {
        if (!message.TryGetTo(out var to) || to.Local.IsEmpty || !services.Options.IsLocal(to.Domain))
        {
            return default;
        }

        to.Bare.TryFormat(buffer, out var length, default, null);
        return buffer[..length];
    }

    private void Refuse(in StanzaEnvelope message, DeviceSession session, long ticket, ErrorCode code)
    {
        services.Metrics.MessageRefused(code);
        var from = message.TryGetTo(out var to) ? to : session.Jid.Bare;
        session.Answer(Stanzas.Error(message, from, session.Jid, code));
        session.Settle(ticket);
    }
}
