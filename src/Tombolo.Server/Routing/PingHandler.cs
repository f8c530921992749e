using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Server.Routing;

/// <summary>XEP-0199.</summary>
internal sealed class PingHandler : IIqHandler
{
    public string Namespace => KnownNamespace.Ping.Uri;

    public ValueTask<IqReply> HandleAsync(IqRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(request.Type == IqType.Get ? IqReply.Empty : IqReply.Error(ErrorCode.RequestMalformed));
}
