using Microsoft.AspNetCore.Components;
using Tombolo.App.Device;
using Tombolo.Client;

namespace Tombolo.App.Conversation;

/// <summary>How far a message has come, as a sign and as a word.</summary>
public sealed partial class Tick : ComponentBase
{
    /// <summary>How far.</summary>
    [Parameter, EditorRequired]
    public EntryState State { get; set; }

    [Inject]
    private AppSession Session { get; set; } = null!;

    private string Text => State switch
    {
        EntryState.Sent => Session.Words.Chat.Sent,
        EntryState.Delivered => Session.Words.Chat.Delivered,
        EntryState.Read => Session.Words.Chat.Read,
        EntryState.Failed => Session.Words.Chat.Failed,
        _ => Session.Words.Chat.Queued,
    };

    // A clock, one tick, two ticks, an exclamation mark.
    private string Path => State switch
    {
        EntryState.Sent => "M7 7.5l3.5 3.5L17 3.5",
        EntryState.Delivered or EntryState.Read => "M2 7.5l3.5 3.5L12 3.5M10.5 10.500l.5.5L17.5 3.5",
        EntryState.Failed => "M11 2v6M11 11.500v.2",
        _ => "M11 2a5 5 0 1 0 0 10a5 5 0 1 0 0-10M11 4.500V7.200l1.8 1.3",
    };
}
