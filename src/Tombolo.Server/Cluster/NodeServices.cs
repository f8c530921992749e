using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Tombolo.Server.Cluster;

/// <summary>The node services of all nodes.</summary>
internal sealed class NodeServices(IServiceProvider services) : GrainServiceClient<INodeService>(services)
{
    public INodeService On(SiloAddress node) => GetGrainService(node);
}
