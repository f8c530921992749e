using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tombolo.Interop.Errors;
using Tombolo.Server.Routing;
using Tombolo.Server.Storage;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Errors;
using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Server.StandardClients.Iqs;

/// <summary>Finds the handler for an iq of a standard client. The host answers every iq; none goes from client to client.</summary>
internal sealed class StandardIqRouter(
    IEnumerable<IStandardIqHandler> handlers, IOptions<TomboloServerOptions> options, ILogger<StandardIqRouter> logger)
{
    private readonly FrozenDictionary<string, IStandardIqHandler> _handlers =
        handlers.ToFrozenDictionary(handler => handler.Namespace, StringComparer.Ordinal);

    /// <summary>Answers in its own time; the ticket is settled when the answer is on its way. The envelope may be released at once.</summary>
    public void Route(in StanzaEnvelope iq, DeviceSession session, long ticket)
    {
        if (iq.Type.SequenceEqual("get"u8) || iq.Type.SequenceEqual("set"u8))
        {
            _ = AnswerAsync(iq.Detach(), session, ticket);
            return;
        }

        if (StanzaReply.MayFail(iq))
        {
            session.Answer(Stanzas.Error(iq, session.Jid.Bare, session.Jid, ErrorCode.RequestMalformed));
        }

        session.Settle(ticket);
    }

    /// <summary>Never throws.</summary>
    private async Task AnswerAsync(StanzaEnvelope iq, DeviceSession session, long ticket)
    {
        var from = session.Jid.Bare;
        try
        {
            var isSound = iq.To.IsEmpty || iq.TryGetTo(out from);
            var reply = isSound ? await HandleAsync(iq, from, session) : IqReply.Error(ErrorCode.RequestMalformed);
            session.Answer(reply.Code is { } code
                ? Stanzas.Error(iq, isSound ? from : session.Jid.Bare, session.Jid, code, reply.Payload)
                : Stanzas.Result(iq, from, session.Jid, reply.Payload));
        }
        catch (Exception exception)
        {
            StreamLog.RoutingFailed(logger, exception);
            session.Answer(Stanzas.Error(iq, session.Jid.Bare, session.Jid, StorageException.CodeFor(exception)));
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

        var isHere = to.Domain.SequenceEqual(options.Value.Domain);
        if (!isHere || !to.IsBare || !_handlers.TryGetValue(payload.Name.NamespaceName, out var handler))
        {
            return ValueTask.FromResult(IqReply.Error(isHere ? ErrorCode.ServiceUnavailable : ErrorCode.NotReachable));
        }

        var type = iq.Type.SequenceEqual("set"u8) ? IqType.Set : IqType.Get;
        return handler.HandleAsync(new StandardIqRequest(session, to, type, payload), CancellationToken.None);
    }
}
