using Microsoft.AspNetCore.Components;
using Tombolo.App.Device;
using Tombolo.App.Places;
using Tombolo.App.Wordings;

namespace Tombolo.App.Shell;

/// <summary>A component that draws itself again whenever the device or the place changed.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    [Inject]
    private protected AppSession Session { get; set; } = null!;

    [Inject]
    private protected Navigator Navigator { get; set; } = null!;

    private protected Wording Words => Session.Words;

    private protected IMessenger Messenger => Session.Messenger;

    private protected AppOptions Options => Session.Options;

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Session.Changed += Redraw;
        Navigator.Changed += Redraw;
    }

    /// <summary>Detaches from what it listened to.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Session.Changed -= Redraw;
        Navigator.Changed -= Redraw;
    }

    /// <summary>Values put into a sentence's places.</summary>
    private protected static string Fill(string sentence, params ReadOnlySpan<object?> values) => Wording.Fill(sentence, values);

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
