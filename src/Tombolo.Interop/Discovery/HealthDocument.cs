namespace Tombolo.Interop.Discovery;

/// <summary>Reply of the health endpoints.</summary>
/// <param name="Status"><c>ready</c>, <c>live</c>, <c>starting</c> or <c>unready</c>.</param>
public sealed record HealthDocument(string Status);
