using Microsoft.AspNetCore.Components;
using Tombolo.App.Identifiers;
using Tombolo.App.Places;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.Conversation;

/// <summary>A chat that does not exist yet: the first message finds the person and creates it.</summary>
public sealed partial class DraftPage : LiveComponent
{
    private string? _problem;
    private string? _pending;
    private string? _returned;

    /// <summary>Short name of the other service; null for the own one (in a partner's app: the host).</summary>
    [Parameter]
    public string? Partner { get; set; }

    /// <summary>Kind of the identifier.</summary>
    [Parameter, EditorRequired]
    public string Type { get; set; } = "";

    /// <summary>The identifier.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    [Inject]
    private Clock Clock { get; set; } = null!;

    private string Shown => IdentifierText.Show(Type, Value);

    private string? ServiceName => Partner is null
        ? Options.HostName
        : Messenger.ThirdPartyChats?.Partners.FirstOrDefault(partner => partner.Id == Partner)?.Name ?? Partner;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        var known = Messenger.Chats.FirstOrDefault(chat => chat.Peer is { } peer && peer.Type == Type && peer.Value == Value && peer.Partner == Partner);
        if (known is not null)
            Navigator.Replace(new Place.Conversation(known.Id));
    }

    private async Task SendAsync(string text)
    {
        _pending = text;
        _problem = null;
        _returned = null;
        StateHasChanged();
        var outcome = await Messenger.SendAsync(Peer.OfIdentifier(Type, Value, Partner), text, Session.Life);
        if (outcome.Succeeded)
        {
            Navigator.Replace(new Place.Conversation(outcome.Value.Chat));
            await Session.ReportAsync("sent");
            return;
        }

        _pending = null;
        _problem = outcome.Refusal.In(Words, Shown);
        _returned = text;
    }
}
