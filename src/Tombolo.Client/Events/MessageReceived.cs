namespace Tombolo.Client;

/// <summary>A message arrived in a chat.</summary>
/// <param name="Chat">The chat after it.</param>
/// <param name="Entry">The message.</param>
public sealed record MessageReceived(Chat Chat, ChatEntry Entry) : ClientEvent;
