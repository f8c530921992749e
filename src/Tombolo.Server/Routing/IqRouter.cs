using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Server.Routing;

/// <summary>Finds the handler for an iq by the namespace of its payload. The host answers every iq; none goes from client to client.</summary>
internal sealed class IqRouter(IEnumerable<IIqHandler> handlers, IOptions<TomboloServerOptions> options, ILogger<IqRouter> logger)
{
    private readonly FrozenDictionary<string, IIqHandler> _handlers = handlers.ToFrozenDictionary(handler => handler.Namespace, StringComparer.Ordinal);

    /// <summary>Answers in its own time; the ticket is settled when the answer is on its way. The envelope may be released at once.</summary>
    public void Route(in StanzaEnvelope iq, DeviceSession session, long ticket)
    {
        if (!iq.Type.SequenceEqual("get"u8) && !iq.Type.SequenceEqual("set"u8))
        {
            if (StanzaMayBeAnswered(iq))
            {
                session.Answer(Stanzas.Error(iq, session.Jid.Bare, session.Jid, ErrorCode.RequestMalformed));
            }

            session.Settle(ticket);
            return;
        }

        _ = AnswerAsync(iq.Detach(), session, ticket);
    }

    private static bool StanzaMayBeAnswered(in StanzaEnvelope iq) => Xmpp.Errors.StanzaReply.MayFail(iq);

    /// <summary>Never throws.</summary>
    private async Task AnswerAsync(StanzaEnvelope iq, DeviceSession session, long ticket)
    {
        var from = session.Jid.Bare;
        try
        {
            if (!iq.To.IsEmpty && !iq.TryGetTo(out from))
            {
                session.Answer(Stanzas.Error(iq, session.Jid.Bare, session.Jid, ErrorCode.RequestMalformed));
                return;
            }

            var reply = await HandleAsync(iq, from, session);
            session.Answer(reply.Code is { } code
                ? Stanzas.Error(iq, from, session.Jid, code, reply.Payload)
                : Stanzas.Result(iq, from, session.Jid, reply.Payload));
        }
        catch (Exception exception)
        {
            StreamLog.RoutingFailed(logger, exception);
            session.Answer(Stanzas.Error(iq, from, session.Jid, StorageException.CodeFor(exception)));
        }
        finally
        {
            session.Settle(ticket);
        }
    }

    private ValueTask<IqReply> HandleAsync(in StanzaEnvelope iq, Jid to, DeviceSession session)
    {
        if (iq.Children.Length != 1 || iq.Id.IsEmpty || iq.ToPayload() is not { } payload)
        {
            return ValueTask.FromResult(IqReply.Error(ErrorCode.RequestMalformed));
        }

        if (!options.Value.IsLocal(to.Domain))
        {
            return ValueTask.FromResult(IqReply.Error(ErrorCode.NotReachable));
        }

        if (!to.IsBare || !_handlers.TryGetValue(payload.Name.NamespaceName, out var handler))
        {
            return ValueTask.FromResult(IqReply.Error(ErrorCode.FeatureUnknown));
        }

        var isOther = !to.IsDomain && !to.SameBare(session.Jid);
        var request = new IqRequest
        {
            Sender = session.Device,
            SenderPartner = session.Facts.Partner,
            To = isOther ? AccountAddress.Parse(to.ToString()) : null,
            Type = iq.Type.SequenceEqual("set"u8) ? IqType.Set : IqType.Get,
            Payload = payload,
        };
        return handler.HandleAsync(request, CancellationToken.None);
    }
}
