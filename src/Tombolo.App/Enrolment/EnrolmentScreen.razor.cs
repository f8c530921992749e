using Microsoft.AspNetCore.Components;
using Tombolo.App.Demo;
using Tombolo.App.Identifiers;
using Tombolo.App.Shell;
using Tombolo.Client;
using Tombolo.Interop.Identity;

namespace Tombolo.App.Enrolment;

/// <summary>First an identifier, then the code sent to it. In the demo both are filled in, so that one tap does it.</summary>
public sealed partial class EnrolmentScreen : LiveComponent
{
    private string _identifier = "";
    private string _code = "";
    private string? _problem;
    private bool _codeSent;
    private bool _busy;
    private bool _another;

    /// <summary>Set when the host no longer knows this device: who it was.</summary>
    [Parameter]
    public PeerIdentifier? Again { get; set; }

    [Inject]
    private Enroller Enroller { get; set; } = null!;

    [Inject]
    private DemoTour Tour { get; set; } = null!;

    [Inject]
    private DemoOutbox Outbox { get; set; } = null!;

    private bool IsPhone => Enroller.IdentifierType == IdentifierTypes.Phone;

    private string Shown => IdentifierText.Canonical(Enroller.IdentifierType, _identifier) is { } canonical
        ? IdentifierText.Show(Enroller.IdentifierType, canonical)
        : _identifier;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        var known = Again?.Value ?? Tour.Identifier;
        _identifier = IdentifierText.Show(Enroller.IdentifierType, known);
    }

    private async Task StartAsync()
    {
        if (_busy)
            return;
        _busy = true;
        var refusal = await Enroller.StartAsync(_identifier, Session.Life);
        _busy = false;
        _problem = refusal?.In(Words);
        if (refusal is not null)
            return;
        _codeSent = true;
        _code = "";
        if (Tour.Running)
            await FillInAsync();
    }

    private async Task FillInAsync()
    {
        StateHasChanged();
        if (await Outbox.NewestCodeAsync(_identifier, Session.Life) is not { } code || _code.Length > 0)
            return;
        _code = code;
        await VerifyAsync();
    }

    private async Task VerifyAsync()
    {
        if (_busy)
            return;
        _busy = true;
        StateHasChanged();
        var refusal = await Enroller.VerifyAsync(_code.Trim(), Session.Life);
        _busy = false;
        _problem = refusal?.In(Words);
        if (refusal is null)
            Session.Refresh();
    }

    private void StartOver()
    {
        _codeSent = false;
        _another = true;
        _problem = null;
    }
}
