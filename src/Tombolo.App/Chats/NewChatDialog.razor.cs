using Microsoft.AspNetCore.Components;
using Tombolo.App.Demo;
using Tombolo.App.Device;
using Tombolo.App.Identifiers;
using Tombolo.App.Places;
using Tombolo.App.Shell;
using Tombolo.Interop.Identity;

namespace Tombolo.App.Chats;

/// <summary>Asks whom to write to: which messenger, and the identifier its people have.</summary>
public sealed partial class NewChatDialog : LiveComponent
{
    private ElementReference _dialog;
    private List<Service> _services = [];
    private Service _service = null!;
    private string _typed = "";
    private string? _problem;

    /// <summary>Begin with the first other service instead of the own one.</summary>
    [Parameter]
    public bool ThirdPartyFirst { get; set; }

    /// <summary>The dialog is gone.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private BrowserPage Page { get; set; } = null!;

    [Inject]
    private DemoTour Tour { get; set; } = null!;

    private string Label => _service.Type switch
    {
        IdentifierTypes.Email => Words.NewChat.Email,
        IdentifierTypes.Handle => Words.NewChat.Handle,
        _ => Words.NewChat.Phone,
    };

    private string InputType => _service.Type switch
    {
        IdentifierTypes.Email => "email",
        IdentifierTypes.Handle => "text",
        _ => "tel",
    };

    private List<string> Suggestions => [.. Tour.People.Where(person => IdentifierText.TypeOf(person) == _service.Type)];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        _services =
        [
            new(null, Options.HostName ?? Options.ProductName, IdentifierTypes.Phone),
            .. Messenger.ThirdPartyChats is { Enabled: true, Partners: var partners }
                ? partners.Where(partner => partner.Enabled).Select(partner => new Service(partner.Id, partner.Name, partner.Shape))
                : [],
        ];
        _service = ThirdPartyFirst ? _services[^1] : _services[0];
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await Page.OpenDialogAsync(_dialog);
    }

    private void Choose(Service service)
    {
        _service = service;
        _problem = null;
    }

    private Task TakeAsync(string person)
    {
        _typed = person;
        return OpenAsync();
    }

    // The dialog goes first: an open one keeps the rest of the page from being used.
    private async Task OpenAsync()
    {
        if (IdentifierText.Canonical(_service.Type, _typed) is not { } person)
        {
            _problem = Complaint;
            return;
        }

        await CloseAsync();
        await OnClose.InvokeAsync();
        Navigator.Go(new Place.Draft(_service.Partner, _service.Type, person));
    }

    private string Complaint => _service.Type switch
    {
        IdentifierTypes.Email => Words.NewChat.EmailInvalid,
        IdentifierTypes.Handle => Words.NewChat.HandleInvalid,
        _ => Words.NewChat.PhoneInvalid,
    };

    private async Task CloseAsync() => await Page.CloseDialogAsync(_dialog);

    /// <summary>A messenger one can write to.</summary>
    private sealed record Service(string? Partner, string Name, string Type);
}
