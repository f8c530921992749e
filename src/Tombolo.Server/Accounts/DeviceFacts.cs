using System.Collections.Immutable;

namespace Tombolo.Server.Accounts;

/// <summary>One device as its account's list shows it; the identity key is the 33 bytes with the type byte.</summary>
[GenerateSerializer, Immutable]
internal sealed record DeviceFacts([property: Id(0)] int Id, [property: Id(1)] int RegistrationId, [property: Id(2)] ImmutableArray<byte> IdentityKey);
