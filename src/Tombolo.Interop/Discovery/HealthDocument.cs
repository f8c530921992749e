namespace Tombolo.Interop.Discovery;

/// <summary>Reply of the health endpoints.</summary>
/// <param name="Status"><c>ready</c>, <c>live</c> or <c>unready</c>.</param>
/// <param name="Reasons">Why it is not ready, or what needs attention although it is: names of a closed list, see docs/operators.md.</param>
public sealed record HealthDocument(string Status, IReadOnlyList<string> Reasons);
