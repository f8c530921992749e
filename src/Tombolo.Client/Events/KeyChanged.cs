namespace Tombolo.Client;

/// <summary>A peer's identity key changed; the notice stands in the thread.</summary>
/// <param name="Chat">Id of the chat.</param>
/// <param name="Entry">The notice.</param>
public sealed record KeyChanged(string Chat, ChatEntry Entry) : ClientEvent;
