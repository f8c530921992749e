using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tombolo.App.Device;

namespace Tombolo.App.Shell;

/// <summary>Listens to the page: the keys of the composer, a newer app in the browser's cache, a person who is back.</summary>
public sealed partial class PageWatch : LiveComponent
{
    private DotNetObjectReference<Listener>? _listener;
    private bool _ready;

    [Inject]
    private BrowserPage Page { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _listener = DotNetObjectReference.Create(new Listener(this));
        await using (var composer = await Script.InvokeAsync<IJSObjectReference>("import", Modules.Composer))
            await composer.InvokeVoidAsync("listen");
        await Page.WatchForWakingAsync(_listener);
        await Page.WatchForUpdateAsync(_listener);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _listener?.Dispose();
    }

    private void ShowUpdate()
    {
        _ready = true;
        StateHasChanged();
    }

    /// <summary>The script's way back.</summary>
    /// <param name="watch">Who is told.</param>
    internal sealed class Listener(PageWatch watch)
    {
        /// <summary>A newer app is ready.</summary>
        [JSInvokable]
        public Task UpdateReadyAsync() => watch.InvokeAsync(watch.ShowUpdate);

        /// <summary>The network is back, or a person looks at the page again.</summary>
        [JSInvokable]
        public Task WakeAsync() => watch.InvokeAsync(watch.Session.Wake);
    }
}
