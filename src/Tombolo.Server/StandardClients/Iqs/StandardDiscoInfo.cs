using Tombolo.Interop.Errors;
using Tombolo.Server.Routing;
using Tombolo.Xmpp.Disco;

namespace Tombolo.Server.StandardClients.Iqs;

/// <summary>XEP-0030: what the host offers standard clients, and the same short answer about every account, so that it tells nothing.</summary>
internal sealed class StandardDiscoInfo : IStandardIqHandler
{
    private readonly DiscoInfo _host = new([new DiscoIdentity("server", "im", "Tombolo")], Specifications.Features);

    private readonly DiscoInfo _account = new([new DiscoIdentity("account", "registered", null)], [DiscoInfo.Namespace.NamespaceName]);

    public string Namespace => DiscoInfo.Namespace.NamespaceName;

    public ValueTask<IqReply> HandleAsync(StandardIqRequest request, CancellationToken cancellationToken)
    {
        var info = request.To.IsDomain ? _host : _account;
        return ValueTask.FromResult(request.Type != IqType.Get ? IqReply.Error(ErrorCode.ServiceUnavailable)
            : request.Payload.Attribute("node") is { Value.Length: > 0 } ? IqReply.Error(ErrorCode.NotFound)
            : IqReply.Result(info.ToElement()));
    }
}
