using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tombolo.App.Device;

namespace Tombolo.App.Shell;

/// <summary>Says when a newer app lies ready in the browser's cache.</summary>
public sealed partial class UpdateLine : LiveComponent
{
    private DotNetObjectReference<Listener>? _listener;
    private bool _ready;

    [Inject]
    private BrowserPage Page { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _listener = DotNetObjectReference.Create(new Listener(ShowAsync));
        await Page.WatchForUpdateAsync(_listener);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _listener?.Dispose();
    }

    private Task ShowAsync() => InvokeAsync(() =>
    {
        _ready = true;
        StateHasChanged();
    });

    /// <summary>The script's way back.</summary>
    /// <param name="show">Called when a newer app is ready.</param>
    internal sealed class Listener(Func<Task> show)
    {
        /// <summary>A newer app is ready.</summary>
        [JSInvokable]
        public Task UpdateReadyAsync() => show();
    }
}
