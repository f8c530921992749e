using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Tombolo.Server.Accounts;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Server.Cluster;

internal sealed class NodeService(GrainId id, Silo silo, ILoggerFactory loggers, SessionDirectory directory, NodeArrivals arrivals, SessionOpening sessions)
    : GrainService(id, silo, loggers), INodeService
{
    public Task TellAsync(SessionOrder[] orders)
    {
        foreach (var order in orders)
        {
            directory.Follow(order);
        }

        return Task.CompletedTask;
    }

    public Task<NodeDeliveryReply[]> DeliverAsync(NodeDelivery[] deliveries) => arrivals.TakeAsync(deliveries);

    public Task<uint?> LetGoAsync(DeviceAddress device, string resumptionId, uint handled) => sessions.LetGoAsync(device, new ResumeRequest(resumptionId, handled));
}
