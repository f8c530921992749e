namespace Tombolo.Server.Accounts;

/// <summary>The name people see: type <c>phone</c>, <c>email</c> or <c>handle</c>, value in canonical form. Never logged.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct AccountIdentifier([property: Id(0)] string Type, [property: Id(1)] string Value);
