using Tombolo.Server.Routing;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Server.StandardClients.Iqs;

/// <summary>The session that RFC 3921 wanted after binding. It means nothing any more; old clients wait for the answer.</summary>
internal sealed class SessionRequest : IStandardIqHandler
{
    public string Namespace => KnownNamespace.Session.Uri;

    public ValueTask<IqReply> HandleAsync(StandardIqRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(IqReply.Empty);
}
