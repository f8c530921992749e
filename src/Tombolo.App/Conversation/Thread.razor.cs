using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.Conversation;

/// <summary>The messages and notices of a chat, newest at the bottom, where the view stays unless the person scrolled up.</summary>
public sealed partial class Thread : LiveComponent, IAsyncDisposable
{
    private const int Shown = 300;

    private IReadOnlyList<ChatEntry> _entries = [];
    private ElementReference _thread;
    private IJSObjectReference? _watch;
    private DotNetObjectReference<Listener>? _listener;
    private bool _visible = true;

    /// <summary>Id of the chat.</summary>
    [Parameter, EditorRequired]
    public string Chat { get; set; } = "";

    /// <summary>How the other person is called.</summary>
    [Parameter, EditorRequired]
    public string Person { get; set; } = "";

    /// <summary>Messages on their way to the device's store, shown at the end.</summary>
    [Parameter]
    public IReadOnlyList<ChatEntry> Pending { get; set; } = [];

    [Inject]
    private Clock Clock { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private IEnumerable<ThreadLine> Lines => ThreadLine.Arrange([.. _entries, .. Pending], Clock.DayOf);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (_watch is not null)
        {
            await _watch.InvokeVoidAsync("stop");
            await _watch.DisposeAsync();
        }

        _listener?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Session.Happened += OnHappened;
        await LoadAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _listener = DotNetObjectReference.Create(new Listener(this));
        await using var module = await Script.InvokeAsync<IJSObjectReference>("import", Modules.Thread);
        _watch = await module.InvokeAsync<IJSObjectReference>("watch", _listener);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Session.Happened -= OnHappened;
        base.Dispose(disposing);
    }

    private static string? ChatOf(ClientEvent happened) => happened switch
    {
        MessageReceived received => received.Chat.Id,
        MessageChanged changed => changed.Entry.Chat,
        NoticeAdded added => added.Entry.Chat,
        KeyChanged changed => changed.Chat,
        _ => null,
    };

    private void OnHappened(ClientEvent happened)
    {
        if (ChatOf(happened) == Chat)
            _ = InvokeAsync(LoadAsync);
    }

    private async Task LoadAsync()
    {
        _entries = await Messenger.MessagesAsync(Chat, Shown, Session.Life);
        StateHasChanged();
        await ReadAsync();
    }

    // Read means seen by a person: not in a hidden tab.
    private async Task ReadAsync()
    {
        if (_visible && Messenger.Chats.FirstOrDefault(chat => chat.Id == Chat) is { Unread: > 0 })
            await Messenger.MarkReadAsync(Chat, Session.Life);
    }

    /// <summary>The script's way back.</summary>
    /// <param name="thread">Who is told.</param>
    internal sealed class Listener(Thread thread)
    {
        /// <summary>The tab came to the front or went behind.</summary>
        [JSInvokable]
        public Task SeenAsync(bool visible) => thread.InvokeAsync(() =>
        {
            thread._visible = visible;
            return thread.ReadAsync();
        });
    }
}
