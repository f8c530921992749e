using Microsoft.AspNetCore.Components;
using Tombolo.App.Places;
using Tombolo.App.Shell;
using Tombolo.Client;

namespace Tombolo.App.ThirdParty;

/// <summary>
/// Off: introduction, explanation, which messengers, which inbox; nothing is on before the last tap. On: everything on one page, each
/// change one tap.
/// </summary>
public sealed partial class ThirdPartySettingsPage : LiveComponent
{
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private InboxStyle _inbox = InboxStyle.Separate;
    private bool _busy;
    private string? _problem;

    /// <summary>How far the person has come.</summary>
    [Parameter, EditorRequired]
    public ThirdPartyStep Step { get; set; }

    private bool IsOn => Messenger.ThirdPartyChats is { Enabled: true };

    private IReadOnlyList<PartnerChoice> Partners => Messenger.ThirdPartyChats?.Partners ?? [];

    private Place Back => (Step, IsOn) switch
    {
        (ThirdPartyStep.Overview, _) => new Place.Settings(),
        (ThirdPartyStep.Messengers, false) => new Place.ThirdPartySettings(ThirdPartyStep.Explanation),
        (ThirdPartyStep.Inbox, false) => new Place.ThirdPartySettings(ThirdPartyStep.Messengers),
        _ => new Place.ThirdPartySettings(ThirdPartyStep.Overview),
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Messenger.ThirdPartyChats is { } settings)
            _inbox = settings.Inbox;
        _problem = (await Messenger.LoadThirdPartyChatsAsync(Session.Life))?.In(Words);
        // Chosen before and only switched off since: the ticks are still the person's own.
        _chosen.UnionWith(Partners.Where(partner => partner.Enabled).Select(partner => partner.Id));
        Session.Refresh();
    }

    private async Task TurnOnAsync()
    {
        await SetAsync(new ThirdPartyChange(true, [.. _chosen], _inbox));
        if (_problem is null)
            Navigator.Replace(new Place.ThirdPartySettings(ThirdPartyStep.Overview));
    }

    private async Task SetAsync(ThirdPartyChange change)
    {
        _busy = true;
        var refusal = await Messenger.SetThirdPartyChatsAsync(change.Enabled, change.Partners, change.Inbox, Session.Life);
        _busy = false;
        _problem = refusal?.In(Words);
        Session.Refresh();
        if (refusal is null && change.Enabled)
            await Session.ReportAsync("third-party-on");
    }
}
