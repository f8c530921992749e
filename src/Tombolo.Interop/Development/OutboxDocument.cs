namespace Tombolo.Interop.Development;

/// <summary>Reply of <c>GET /dev/outbox.json</c>: the codes sent lately, newest first. Only in development, only on loopback.</summary>
public sealed record OutboxDocument(IReadOnlyList<OutboxMessage> Messages);
