using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Tombolo.Server.Cluster;

internal sealed class NodeService(GrainId id, Silo silo, ILoggerFactory loggers, SessionDirectory directory) : GrainService(id, silo, loggers), INodeService
{
    public Task TellAsync(SessionOrder[] orders)
    {
        foreach (var order in orders)
        {
            directory.Follow(order);
        }

        return Task.CompletedTask;
    }
}
