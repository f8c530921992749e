using Microsoft.AspNetCore.Components;

namespace Tombolo.App.Shell;

/// <summary>A screen that says one thing, under the messenger's mark.</summary>
public sealed partial class NoteScreen : ComponentBase
{
    /// <summary>What it says.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Address of the mark.</summary>
    [Parameter, EditorRequired]
    public string Logo { get; set; } = "";
}
