using Microsoft.AspNetCore.Components;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.Conversation;

/// <summary>One message. The text is shown as text: nothing in it becomes a link or markup.</summary>
public sealed partial class Bubble : LiveComponent
{
    /// <summary>The message.</summary>
    [Parameter, EditorRequired]
    public ChatEntry Entry { get; set; } = null!;

    /// <summary>How the other person is called.</summary>
    [Parameter]
    public string Person { get; set; } = "";

    /// <summary>The last of its side in a row.</summary>
    [Parameter]
    public bool Last { get; set; }

    [Inject]
    private Clock Clock { get; set; } = null!;

    private bool IsMine => Entry.Direction is EntryDirection.Outgoing;

    private bool IsWaiting => Entry.State is EntryState.Waiting;

    private string Failure => RefusalText.Of(Entry.Failure ?? "", Words, Person);
}
