namespace Tombolo.Server.Observability;

/// <summary>What a look at the host's health found.</summary>
/// <param name="Reason">A name of the list in docs/operators.md, in snake_case. Anybody may read it: no names, addresses or numbers.</param>
/// <param name="IsFatal">True when nobody should be sent here; false for what an operator should look at while the host works.</param>
public sealed record HealthFinding(string Reason, bool IsFatal);
