namespace Tombolo.Server.StandardClients.Portable;

/// <summary>A message that waits for somebody's standard clients, as mailboxes keep it: without its end tag and without the time.</summary>
internal sealed record PortableMessage(byte[] Content, DateTimeOffset StoredAt);
