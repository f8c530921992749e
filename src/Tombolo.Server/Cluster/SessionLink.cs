using Orleans.Runtime;

namespace Tombolo.Server.Cluster;

/// <summary>How an account's grain reaches a session: by its id on the node where its connection is.</summary>
/// <param name="Session">The id; later sessions have greater ones.</param>
/// <param name="Device">The device, or <see cref="Accounts.DeviceAddress.StandardClients"/>.</param>
/// <param name="Node">Where the session is.</param>
/// <param name="Resource">A standard client's resource; null for a device.</param>
/// <param name="DrawsNear">The account may move to the session's node when none of its sessions is where it is.</param>
[GenerateSerializer, Immutable, Alias("tombolo.session-link")]
internal sealed record SessionLink(
    [property: Id(0)] Guid Session, [property: Id(1)] int Device, [property: Id(2)] SiloAddress Node, [property: Id(3)] string? Resource, [property: Id(4)] bool DrawsNear);
