using Microsoft.AspNetCore.Components;
using Tombolo.App.Conversation;
using Tombolo.App.Places;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.Requests;

/// <summary>A stranger's request in a list; what was written is shown only after opening it.</summary>
public sealed partial class RequestRow : LiveComponent
{
    /// <summary>Which one.</summary>
    [Parameter, EditorRequired]
    public ContactRequest Request { get; set; } = null!;

    [Inject]
    private Clock Clock { get; set; } = null!;

    private bool IsOpen => Navigator.Current is Place.Conversation { Id: var id } && id == Request.Id;
}
