using Microsoft.AspNetCore.Components;
using Tombolo.App.Shell;

namespace Tombolo.App.Conversation;

/// <summary>Where one writes: Enter sends, Shift and Enter begin a new line.</summary>
public sealed partial class Composer : LiveComponent
{
    private ElementReference _field;
    private string _text = "";
    private string? _given;

    /// <summary>Called with what was written, without blanks around it.</summary>
    [Parameter]
    public EventCallback<string> OnSend { get; set; }

    /// <summary>Text given back after a refusal; taken over when it changes and nothing new was written.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>Take the keyboard at once.</summary>
    [Parameter]
    public bool Focus { get; set; }

    private bool IsEmpty => string.IsNullOrWhiteSpace(_text);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Text is not null && Text != _given && IsEmpty)
            _text = Text;
        _given = Text;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Focus)
            await _field.FocusAsync(preventScroll: true);
    }

    private async Task SubmitAsync()
    {
        if (IsEmpty)
            return;
        var text = _text.Trim();
        _text = "";
        await OnSend.InvokeAsync(text);
    }
}
