using Tombolo.Server.Cluster;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>A standard client as the grain of its presence knows it.</summary>
/// <param name="Session">How to reach it.</param>
/// <param name="Address">Its full address.</param>
[GenerateSerializer, Immutable]
internal sealed record ClientLink([property: Id(0)] SessionLink Session, [property: Id(1)] string Address);
