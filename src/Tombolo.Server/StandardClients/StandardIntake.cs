using Tombolo.Interop.Errors;
using Tombolo.Server.Routing;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Errors;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Presence;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.StreamManagement;
using Tombolo.Xmpp.Streams;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Server.StandardClients;

/// <summary>What a bound standard client sends: counts it, and hands it to whoever knows the kind. Belongs to one connection's reading loop.</summary>
internal sealed class StandardIntake(SessionServices services)
{
    private Jid _lastTo;
    private byte[] _lastToUtf8 = [];
    private ConversationLane? _lastLane;

    /// <summary>
    /// Stream management begins when all that was asked before is answered, as it does where one thread does everything.
    /// COMPAT: @xmpp/client 0.14 sets its count to zero some turns after it has read <c>enabled</c>, and forgets what came right behind it; until
    /// PublishedClientTests resume without this.
    /// </summary>
    public static bool BeginsCounting(in StanzaEnvelope element) => element.Is(KnownNamespace.StreamManagement, "enable"u8);

    /// <summary>Returns the stream error for what must not be; the envelope is not needed any more then.</summary>
    public StreamError? Take(in StanzaEnvelope element, DeviceSession session)
    {
        session.Feed.Hear();
        switch (element.Kind)
        {
            case StanzaKind.Message:
                TakeMessage(element, session, session.Window.Begin((int)element.Bytes.Length));
                return null;
            case StanzaKind.Iq:
                services.StandardIqs.Route(element, session, session.Window.Begin((int)element.Bytes.Length));
                return null;
            case StanzaKind.Presence:
                TakePresence(element, session, session.Window.Begin((int)element.Bytes.Length));
                return null;
            default:
                return TakeNonza(element, session);
        }
    }

    private static StreamError? TakeNonza(in StanzaEnvelope element, DeviceSession session)
    {
        if (element.Namespace == KnownNamespace.ClientState)
        {
            return null;
        }

        if (element.Namespace != KnownNamespace.StreamManagement)
        {
            return new StreamError(StreamErrorCondition.UnsupportedStanzaType);
        }

        if (element.Name.SequenceEqual("resume"u8))
        {
            RefuseToResume(session);
            return null;
        }

        return session.IsManaged ? ManagementNonzas.Take(element, session) : Enable(element, session);
    }

    private static StreamError? Enable(in StanzaEnvelope element, DeviceSession session)
    {
        if (EnableRequest.Read(element.ToElement()) is not { } request)
        {
            return new StreamError(StreamErrorCondition.UnsupportedStanzaType);
        }

        session.ManageFromHere(request);
        return null;
    }

    /// <summary>It has bound a resource: too late (XEP-0198 section 6). Nothing else about the stream is wrong.</summary>
    private static void RefuseToResume(DeviceSession session) => session.Connection?.Output.Append(
        new ResumeFailed { Condition = StanzaErrorCondition.UnexpectedRequest }.ToElement(), static (output, failed) => output.WriteElement(failed));

    /// <summary>Messages flow to a client that is available with a priority that is not negative (RFC 6121 section 8.5.2); the rest of presence takes its time.</summary>
    private static void TakePresence(in StanzaEnvelope presence, DeviceSession session, long ticket)
    {
        if (presence.To.IsEmpty && (presence.Type.IsEmpty || presence.Type.SequenceEqual("unavailable"u8)))
        {
            session.Feed.Open(presence.Type.IsEmpty && PriorityOf(presence) >= 0);
        }

        session.Presence!.Send(presence, ticket);
    }

    private static int PriorityOf(in StanzaEnvelope presence) =>
        presence.TryGetChild(KnownNamespace.JabberClient, "priority"u8, out _) ? PresencePriority.Read(presence.ToElement()) : 0;

    private void TakeMessage(in StanzaEnvelope message, DeviceSession session, long ticket)
    {
        if (message.Type.SequenceEqual("error"u8))
        {
            session.Settle(ticket);
            return;
        }

        if (Refusal(message, session) is { } code)
        {
            services.Metrics.MessageRefused(code);
            if (StanzaReply.MayFail(message))
            {
                session.Answer(Stanzas.Error(message, message.TryGetTo(out var to) ? to : session.Jid.Bare, session.Jid, code));
            }

            session.Settle(ticket);
            return;
        }

        var inbound = StandardMessageReader.Read(message, _lastTo, session);
        session.Conversations.Send(_lastLane!, new RoutedMessage(inbound, message.Id.ToArray(), ticket));
    }

    /// <summary>Why a message cannot go on its way; null when it can, and then the lane is found.</summary>
    private ErrorCode? Refusal(in StanzaEnvelope message, DeviceSession session)
    {
        if (!services.Options.StandardClients.PlainChat)
        {
            return ErrorCode.PolicyPlaintext;
        }

        if (message.Type.SequenceEqual("groupchat"u8))
        {
            return ErrorCode.ServiceUnavailable;
        }

        if (_lastLane is not null && message.To.SequenceEqual(_lastToUtf8))
        {
            return null;
        }

        return FindLane(message, session);
    }

    /// <summary>Whatever resource was written to: all available clients of the account get it, so the bare address is what counts.</summary>
    private ErrorCode? FindLane(in StanzaEnvelope message, DeviceSession session)
    {
        var to = session.Jid;
        if (!message.To.IsEmpty && (!message.TryGetTo(out to) || to.Local.IsEmpty))
        {
            return ErrorCode.NotReachable;
        }

        if (!to.Domain.SequenceEqual(services.Options.Domain))
        {
            // Between services plain text never passes; anywhere else there is nobody.
            return services.Options.IsLocal(to.Domain) ? ErrorCode.PolicyPlaintext : ErrorCode.NotReachable;
        }

        Span<byte> bare = stackalloc byte[Jid.MaxBytes];
        to.Bare.TryFormat(bare, out var length, default, null);
        _lastTo = to.Bare;
        _lastToUtf8 = message.To.ToArray();
        _lastLane = session.Conversations.GetLane(bare[..length]);
        return null;
    }
}
