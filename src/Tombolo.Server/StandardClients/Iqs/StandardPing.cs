using Tombolo.Server.Routing;
using Tombolo.Xmpp.Ping;

namespace Tombolo.Server.StandardClients.Iqs;

/// <summary>XEP-0199.</summary>
internal sealed class StandardPing : IStandardIqHandler
{
    public string Namespace => PingRequest.Namespace.NamespaceName;

    public ValueTask<IqReply> HandleAsync(StandardIqRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(IqReply.Empty);
}
