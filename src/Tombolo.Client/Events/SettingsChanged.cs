namespace Tombolo.Client;

/// <summary>The third-party chats setting changed, here or on another device.</summary>
/// <param name="Settings">The setting now.</param>
public sealed record SettingsChanged(ThirdPartyChats Settings) : ClientEvent;
