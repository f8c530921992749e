namespace Tombolo.Server.Cluster;

/// <summary>How an account's grain reaches a device's session: by its id on this node, through the gateway on another.</summary>
[GenerateSerializer, Immutable]
internal sealed record SessionLink([property: Id(0)] Guid Session, [property: Id(1)] int Device, [property: Id(2)] ISessionGateway Gateway);
