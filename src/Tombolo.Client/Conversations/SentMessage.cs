namespace Tombolo.Client;

/// <summary>A message that is safe in the outbox.</summary>
/// <param name="Id">Id of the entry, see <see cref="ChatEntry.Id"/>.</param>
/// <param name="Chat">Id of the chat, a new one perhaps.</param>
public sealed record SentMessage(string Id, string Chat);
