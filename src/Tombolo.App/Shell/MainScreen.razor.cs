using Microsoft.AspNetCore.Components;
using Tombolo.App.Chats;
using Tombolo.App.Device;
using Tombolo.App.Places;

namespace Tombolo.App.Shell;

/// <summary>List and page: one after the other on a phone, side by side from 900 px on.</summary>
public sealed partial class MainScreen : LiveComponent
{
    private ElementReference _right;
    private Place? _shown;

    [Inject]
    private BrowserPage Page { get; set; } = null!;

    private bool ShowsDetail => Navigator.Current is not (Place.ChatList or Place.ThirdPartyChats);

    // Beside an open third-party chat stands the list it came from.
    private bool LeftIsThirdParty => Inbox.IsSeparate(Messenger) && Navigator.Current switch
    {
        Place.ThirdPartyChats => true,
        Place.Conversation conversation => Inbox.IsThirdParty(Messenger, conversation.Id),
        Place.Details details => Inbox.IsThirdParty(Messenger, details.Id),
        Place.Draft draft => draft.Partner is not null,
        _ => false,
    };

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var place = Navigator.Current;
        if (place == _shown)
            return;
        var first = _shown is null;
        _shown = place;
        if (!first && ShowsDetail)
            await Page.FocusHeadingAsync(_right);
    }
}
