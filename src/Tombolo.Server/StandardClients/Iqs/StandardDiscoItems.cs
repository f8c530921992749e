using Tombolo.Interop.Errors;
using Tombolo.Server.Routing;
using Tombolo.Xmpp.Disco;

namespace Tombolo.Server.StandardClients.Iqs;

/// <summary>XEP-0030: nothing lies below the host or an account.</summary>
internal sealed class StandardDiscoItems : IStandardIqHandler
{
    public string Namespace => DiscoItems.Namespace.NamespaceName;

    public ValueTask<IqReply> HandleAsync(StandardIqRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(
        request.Type != IqType.Get ? IqReply.Error(ErrorCode.ServiceUnavailable)
        : request.Payload.Attribute("node") is { Value.Length: > 0 } ? IqReply.Error(ErrorCode.NotFound)
        : IqReply.Result(DiscoItems.ToElement([])));
}
