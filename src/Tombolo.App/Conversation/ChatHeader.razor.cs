using Microsoft.AspNetCore.Components;
using Tombolo.App.Places;
using Tombolo.App.Shell;

namespace Tombolo.App.Conversation;

/// <summary>Who the other person is, by the identifier the host stamped, and by which service.</summary>
public sealed partial class ChatHeader : LiveComponent
{
    /// <summary>Kind of the identifier.</summary>
    [Parameter, EditorRequired]
    public string Type { get; set; } = "";

    /// <summary>The identifier.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>Name of the other service; null within the own one.</summary>
    [Parameter]
    public string? ServiceName { get; set; }

    /// <summary>The chat whose details can be opened; null while there is none.</summary>
    [Parameter]
    public string? DetailsOf { get; set; }

    /// <summary>True when the way back leads to the third-party list.</summary>
    [Parameter]
    public bool FromThirdParty { get; set; }

    private Place Back => FromThirdParty ? new Place.ThirdPartyChats() : new Place.ChatList();
}
