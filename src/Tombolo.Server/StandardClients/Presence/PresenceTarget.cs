using Tombolo.Server.Accounts;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>Whom presence is directed to.</summary>
/// <param name="Account">The account.</param>
/// <param name="Address">One client of it by its full address; null for all.</param>
[GenerateSerializer, Immutable]
internal readonly record struct PresenceTarget([property: Id(0)] AccountAddress Account, [property: Id(1)] string? Address);
