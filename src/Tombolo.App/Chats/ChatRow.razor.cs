using Microsoft.AspNetCore.Components;
using Tombolo.App.Conversation;
using Tombolo.App.Places;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.Chats;

/// <summary>One chat in a list.</summary>
public sealed partial class ChatRow : LiveComponent
{
    /// <summary>Which one.</summary>
    [Parameter, EditorRequired]
    public Chat Chat { get; set; } = null!;

    [Inject]
    private Clock Clock { get; set; } = null!;

    private string Title => Chat.Title();

    private string? PartnerName => Chat.ServiceName(Options);

    private bool IsOpen => Navigator.Current is Place.Conversation { Id: var id } && id == Chat.Id;

    private string Preview => Chat.LastEntry switch
    {
        null => "",
        { Kind: EntryKind.Notice } notice => NoticeText.Of(notice, Title, Words),
        { State: EntryState.Waiting } => Words.Chat.WaitingForKey,
        { Direction: EntryDirection.Outgoing } mine => Fill(Words.Chats.You, mine.Text),
        var entry => entry.Text,
    };
}
