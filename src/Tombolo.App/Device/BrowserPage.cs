using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Tombolo.App.Device;

/// <summary>The page around the app: language, focus, dialogs, updates, and the demo page that may frame it.</summary>
internal sealed class BrowserPage(IJSRuntime script) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    private Task<IJSObjectReference> Module => _module ??= script.InvokeAsync<IJSObjectReference>("import", Modules.Environment).AsTask();

    public async Task<string> LanguageAsync() => await (await Module).InvokeAsync<string>("language");

    /// <summary>One of <see cref="Interop.Enlistment.DevicePlatforms"/>.</summary>
    public async Task<string> PlatformAsync() => await (await Module).InvokeAsync<string>("platform");

    public async Task SpeakAsync(string language, string title) => await (await Module).InvokeVoidAsync("speak", language, title);

    public async Task FocusHeadingAsync(ElementReference root) => await (await Module).InvokeVoidAsync("focusHeading", root);

    public async Task OpenDialogAsync(ElementReference dialog) => await (await Module).InvokeVoidAsync("openDialog", dialog);

    public async Task CloseDialogAsync(ElementReference dialog) => await (await Module).InvokeVoidAsync("closeDialog", dialog);

    /// <summary>Tells the start page of the demo that a step happened.</summary>
    public async Task ReportAsync(string step) => await (await Module).InvokeVoidAsync("report", step);

    public async Task WatchForUpdateAsync<T>(DotNetObjectReference<T> owner)
        where T : class =>
        await (await Module).InvokeVoidAsync("watchForUpdate", owner);

    public async Task WatchForWakingAsync<T>(DotNetObjectReference<T> owner)
        where T : class =>
        await (await Module).InvokeVoidAsync("watchForWaking", owner);

    public async Task UpdateAsync() => await (await Module).InvokeVoidAsync("update");

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
            await (await _module).DisposeAsync();
    }
}
