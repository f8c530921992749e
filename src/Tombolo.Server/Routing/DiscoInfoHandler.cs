using Microsoft.Extensions.DependencyInjection;
using Tombolo.Xmpp.Disco;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Server.Routing;

/// <summary>XEP-0030: what the host is, and every namespace that a handler answers. The same for any account, so that it tells nothing.</summary>
internal sealed class DiscoInfoHandler(IServiceProvider services) : IIqHandler
{
    private readonly Lazy<DiscoInfo> _info = new(() => new DiscoInfo(
        [new DiscoIdentity("server", "im", "Tombolo")],
        [.. services.GetServices<IIqHandler>().Select(handler => handler.Namespace).Append(KnownNamespace.StreamManagement.Uri).Order(StringComparer.Ordinal)]));

    public string Namespace => DiscoInfo.Namespace.NamespaceName;

    public ValueTask<IqReply> HandleAsync(IqRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(
        request.Type == IqType.Get && request.To is null
            ? IqReply.Result(_info.Value.ToElement((string?)request.Payload.Attribute("node")))
            : IqReply.Error(ErrorCode.FeatureUnknown));
}
