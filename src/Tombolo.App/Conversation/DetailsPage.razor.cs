using Microsoft.AspNetCore.Components;
using Tombolo.App.Chats;
using Tombolo.App.Places;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.Conversation;

/// <summary>About one chat: who, by which service, how encrypted, the safety number to compare, and the way to block.</summary>
public sealed partial class DetailsPage : LiveComponent
{
    private const int GroupLength = 5;

    private List<string> _groups = [];
    private string? _problem;

    /// <summary>Id of the chat.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    private Chat? Chat => Messenger.Chats.FirstOrDefault(chat => chat.Id == Id);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var digits = await Messenger.SafetyNumberAsync(Id, Session.Life);
        _groups = digits is null ? [] : [.. digits.Where(char.IsAsciiDigit).Chunk(GroupLength).Select(group => new string(group))];
    }

    private async Task BlockAsync()
    {
        var refusal = await Messenger.BlockAsync(Id, Session.Life);
        _problem = refusal?.In(Words, Chat?.Title() ?? "");
        if (refusal is null)
            Navigator.Go(new Place.ChatList());
    }
}
