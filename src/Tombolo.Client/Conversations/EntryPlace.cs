namespace Tombolo.Client.Conversations;

/// <summary>Where an entry stands.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Number">Number within the thread.</param>
internal sealed record EntryPlace(string Chat, long Number);
