namespace Tombolo.Client;

/// <summary><see cref="Messenger.Chats"/> or <see cref="Messenger.Requests"/> is another list now.</summary>
public sealed record ChatsChanged : ClientEvent;
