namespace Tombolo.Interop.Discovery;

/// <summary>Reply of the health endpoints.</summary>
/// <param name="Status"><c>ready</c>, <c>live</c> or <c>starting</c>.</param>
public sealed record HealthDocument(string Status);
