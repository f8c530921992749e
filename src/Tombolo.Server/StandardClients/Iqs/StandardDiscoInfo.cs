using Microsoft.Extensions.DependencyInjection;
using Tombolo.Interop.Errors;
using Tombolo.Server.Routing;
using Tombolo.Xmpp.Disco;

namespace Tombolo.Server.StandardClients.Iqs;

/// <summary>XEP-0030: what the host offers standard clients, and the same short answer about every account, so that it tells nothing.</summary>
internal sealed class StandardDiscoInfo(IServiceProvider services) : IStandardIqHandler
{
    // "msgoffline": what arrives while nobody is available is kept (XEP-0160).
    private readonly Lazy<DiscoInfo> _host = new(() => new DiscoInfo(
        [new DiscoIdentity("server", "im", "Tombolo")],
        [.. services.GetServices<IStandardIqHandler>().Select(handler => handler.Namespace).Append("msgoffline").Order(StringComparer.Ordinal)]));

    private readonly DiscoInfo _account = new([new DiscoIdentity("account", "registered", null)], [DiscoInfo.Namespace.NamespaceName]);

    public string Namespace => DiscoInfo.Namespace.NamespaceName;

    public ValueTask<IqReply> HandleAsync(StandardIqRequest request, CancellationToken cancellationToken)
    {
        var info = request.To.IsDomain ? _host.Value : _account;
        return ValueTask.FromResult(request.Type == IqType.Get
            ? IqReply.Result(info.ToElement((string?)request.Payload.Attribute("node")))
            : IqReply.Error(ErrorCode.FeatureUnknown));
    }
}
