using Microsoft.AspNetCore.Components;
using Tombolo.App.Chats;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.Conversation;

/// <summary>One chat: its header, its thread, and where one writes. A request not yet answered shows its card instead.</summary>
public sealed partial class ConversationPage : LiveComponent
{
    private readonly List<ChatEntry> _pending = [];
    private string? _problem;
    private string? _returned;

    /// <summary>The other person's address.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Inject]
    private Clock Clock { get; set; } = null!;

    private Chat? Chat => Messenger.Chats.FirstOrDefault(chat => chat.Id == Id);

    private ContactRequest? Request => Messenger.Requests.FirstOrDefault(request => request.Id == Id);

    private bool FromThirdParty => Inbox.IsSeparate(Messenger) && Inbox.IsThirdParty(Messenger, Id);

    // The bubble is there before the message is encrypted and saved; a refusal gives the text back.
    private async Task SendAsync(string text)
    {
        var shown = Optimistic.Entry(Id, text, Clock.Now);
        _pending.Add(shown);
        _problem = null;
        _returned = null;
        StateHasChanged();
        var outcome = await Messenger.SendAsync(Peer.OfChat(Id), text, Session.Life);
        _pending.Remove(shown);
        if (outcome.Succeeded)
        {
            await Session.ReportAsync("sent");
            return;
        }

        _problem = outcome.Refusal.In(Words, Chat?.Title() ?? "");
        _returned = text;
    }
}
