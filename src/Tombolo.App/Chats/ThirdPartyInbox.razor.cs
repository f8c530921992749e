using Tombolo.App.Shell;

namespace Tombolo.App.Chats;

/// <summary>The list of their own that third-party chats have.</summary>
public sealed partial class ThirdPartyInbox : LiveComponent
{
    private bool _writing;

    private bool IsOn => Messenger.ThirdPartyChats is { Enabled: true };
}
