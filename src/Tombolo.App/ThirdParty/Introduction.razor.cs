using Microsoft.AspNetCore.Components;
using Tombolo.App.Shell;

namespace Tombolo.App.ThirdParty;

/// <summary>What third-party chats are, in two sentences.</summary>
public sealed partial class Introduction : LiveComponent
{
    /// <summary>False while the host has not told yet what is available.</summary>
    [Parameter]
    public bool Ready { get; set; }

    /// <summary>Turn on as it was before.</summary>
    [Parameter]
    public EventCallback OnTurnOn { get; set; }

    // Somebody who went through the explanation once and ticked messengers turns on again with one tap.
    private bool IsKnown => Messenger.ThirdPartyChats?.Partners.Any(partner => partner.Enabled) == true;
}
