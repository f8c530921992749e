using Tombolo.App.Shell;

namespace Tombolo.App.Chats;

/// <summary>The first list a person sees: the way to third-party chats on top, then requests, then chats.</summary>
public sealed partial class ChatList : LiveComponent
{
    private bool _writing;

    private bool IsEmpty => !Inbox.MainChats(Messenger).Any() && !Inbox.MainRequests(Messenger).Any();
}
