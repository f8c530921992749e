using Microsoft.AspNetCore.Components;
using Tombolo.App.Shell;

namespace Tombolo.App.ThirdParty;

/// <summary>While third-party chats are on: every part of the setting, each one tap to change.</summary>
public sealed partial class ThirdPartyOverview : LiveComponent
{
    /// <summary>The person wants it otherwise.</summary>
    [Parameter]
    public EventCallback<ThirdPartyChange> OnSet { get; set; }

    /// <summary>While the host is asked.</summary>
    [Parameter]
    public bool Busy { get; set; }

    private List<string> Ticked => [.. (Messenger.ThirdPartyChats?.Partners ?? []).Where(partner => partner.Enabled).Select(partner => partner.Id)];

    private Task TickAsync(string partner, bool ticked) => OnSet.InvokeAsync(new ThirdPartyChange(
        true,
        [.. Ticked.Where(id => id != partner), .. ticked ? [partner] : Array.Empty<string>()],
        Messenger.ThirdPartyChats?.Inbox ?? default));
}
