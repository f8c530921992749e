namespace Tombolo.Client;

/// <summary>A message moved on: acknowledged, delivered, read, failed, or waiting and now readable.</summary>
/// <param name="Entry">The message as it is now.</param>
public sealed record MessageChanged(ChatEntry Entry) : ClientEvent;
