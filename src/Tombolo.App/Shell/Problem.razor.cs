using Microsoft.AspNetCore.Components;

namespace Tombolo.App.Shell;

/// <summary>What went wrong and what to do; always in the page, so that a screen reader speaks up when it fills.</summary>
public sealed partial class Problem : ComponentBase
{
    /// <summary>The sentence, or null for none.</summary>
    [Parameter, EditorRequired]
    public string? Text { get; set; }
}
