using Microsoft.AspNetCore.Components;
using Tombolo.App.Chats;
using Tombolo.App.Places;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.Requests;

/// <summary>A stranger's first messages, as plain text without links, and the three answers.</summary>
public sealed partial class RequestCard : LiveComponent
{
    private bool _busy;
    private string? _problem;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public ContactRequest Request { get; set; } = null!;

    private string Lead => Request.ServiceName(Options) is { } service
        ? Fill(Words.Requests.LeadPartner, Request.Title(), service)
        : Fill(Words.Requests.Lead, Request.Title());

    // Accepting stays on the place: the card gives way to the conversation.
    private Task AcceptAsync() => AnswerAsync(Messenger.AcceptAsync, leave: false);

    private Task DeclineAsync() => AnswerAsync(Messenger.DeclineAsync, leave: true);

    private Task BlockAsync() => AnswerAsync(Messenger.BlockAsync, leave: true);

    private async Task AnswerAsync(Func<string, CancellationToken, Task<Refusal?>> answer, bool leave)
    {
        _busy = true;
        var separate = Inbox.IsSeparate(Messenger) && Request.Partner is not null;
        var refusal = await answer(Request.Id, Session.Life);
        _busy = false;
        _problem = refusal?.In(Words, Request.Title());
        if (refusal is not null)
            return;
        Session.Refresh();
        if (leave)
            Navigator.Replace(separate ? new Place.ThirdPartyChats() : new Place.ChatList());
    }
}
