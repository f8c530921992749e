using System.Xml.Linq;
using Tombolo.Server.Accounts.Enrolment;
using Tombolo.Server.Routing;

namespace Tombolo.Server.StandardClients.Iqs;

/// <summary>XEP-0092: name and version of the host; what it runs on is nobody's business. Accounts have none.</summary>
internal sealed class StandardVersion : IStandardIqHandler
{
    private static readonly XNamespace Version = "jabber:iq:version";

    public string Namespace => Version.NamespaceName;

    public ValueTask<IqReply> HandleAsync(StandardIqRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(
        request.Type == IqType.Get && request.To.IsDomain
            ? IqReply.Result(new XElement(
                Version + "query", new XElement(Version + "name", "Tombolo"), new XElement(Version + "version", HostEndpointsSource.ServerVersion)))
            : IqReply.Error(ErrorCode.ServiceUnavailable));
}
