using Microsoft.AspNetCore.Components;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.ThirdParty;

/// <summary>The last step: where the chats appear. Its button turns third-party chats on.</summary>
public sealed partial class ChooseInbox : LiveComponent
{
    /// <summary>The choice so far.</summary>
    [Parameter]
    public InboxStyle Inbox { get; set; }

    /// <summary>Another choice.</summary>
    [Parameter]
    public EventCallback<InboxStyle> InboxChanged { get; set; }

    /// <summary>Turn on.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    /// <summary>While the host is asked.</summary>
    [Parameter]
    public bool Busy { get; set; }
}
