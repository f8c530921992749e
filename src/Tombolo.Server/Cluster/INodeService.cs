using Orleans.Services;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Cluster;

/// <summary>One on each node, addressed by the node: takes together what the grains and sessions of another node have for those here.</summary>
[Alias("tombolo.node")]
internal interface INodeService : IGrainService
{
    /// <summary>For sessions on this node, in order.</summary>
    [Alias("tell")]
    Task TellAsync([Immutable] SessionOrder[] orders);

    /// <summary>
    /// For accounts on this node, each batch of another conversation; returns when everything taken on is committed, with a reply for each. Repeating what was
    /// stored is harmless, as with the accounts' grains.
    /// </summary>
    [Alias("deliver")]
    Task<NodeDeliveryReply[]> DeliverAsync([Immutable] NodeDelivery[] deliveries);

    /// <summary>
    /// The client of a session of this node wishes to resume it on another, having handled so many stanzas: the session ends. Returns how many of the client's it had
    /// handled, all of them stored; null when there is no such session.
    /// </summary>
    [Alias("let-go")]
    Task<uint?> LetGoAsync(DeviceAddress device, string resumptionId, uint handled);
}
