using Orleans.Services;

namespace Tombolo.Server.Cluster;

/// <summary>One on each node, addressed by the node: takes together what the grains and sessions of another node have for those here.</summary>
[Alias("tombolo.node")]
internal interface INodeService : IGrainService
{
    /// <summary>For sessions on this node, in order.</summary>
    [Alias("tell")]
    Task TellAsync([Immutable] SessionOrder[] orders);
}
