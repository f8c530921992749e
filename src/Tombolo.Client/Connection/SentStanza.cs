namespace Tombolo.Client.Connection;

/// <summary>A stanza that the host has not acknowledged.</summary>
/// <param name="Id">The stanza's id.</param>
/// <param name="Bytes">The element as sent; repeated as it is.</param>
internal sealed record SentStanza(string Id, byte[] Bytes);
