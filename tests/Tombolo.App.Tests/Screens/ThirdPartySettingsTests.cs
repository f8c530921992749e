using Bunit;
using Tombolo.App.Places;
using Tombolo.App.Tests.Device;
using Tombolo.Client;

namespace Tombolo.App.Tests.Screens;

public sealed class ThirdPartySettingsTests
{
    [Fact]
    public async Task TurningOn_FourSteps_NothingIsAskedBeforeTheLast()
    {
        await using var phone = new Phone();
        phone.Go(new Place.ThirdPartySettings(ThirdPartyStep.Overview));
        var app = phone.Open();

        Follow(phone, app, "turn-on");
        Assert.Contains("privacy policy", app.Markup);
        Follow(phone, app, "explained");
        Assert.False(app.Find("[data-testid=partner-wren]").HasAttribute("checked"), "a messenger ticked itself");
        Assert.True(app.Find("[data-testid=picked]").HasAttribute("disabled"));
        app.Find("[data-testid=partner-wren]").Change(true);
        app.Find("[data-testid=picked]").Click();
        app.Find("[data-testid=inbox-combined]").Change(true);
        Assert.Equal(["connect"], phone.Messenger.Asked);
        app.Find("[data-testid=done]").Click();

        Assert.Equal(["connect", "set on [wren] Combined"], phone.Messenger.Asked);
        app.WaitForElement("[data-testid=third-party-on]");
    }

    [Fact]
    public async Task On_EachChange_IsOneTap()
    {
        await using var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.On();
        phone.Go(new Place.ThirdPartySettings(ThirdPartyStep.Overview));
        var app = phone.Open();

        app.Find("[data-testid=inbox-combined]").Change(true);
        app.Find("[data-testid=switch-wren]").Change(false);
        app.Find("[data-testid=turn-off]").Click();

        Assert.Equal(["connect", "set on [wren] Combined", "set on [] Combined", "set off [] Combined"], phone.Messenger.Asked);
    }

    [Fact]
    public async Task OffAgain_OneTapTurnsOnAsItWas()
    {
        await using var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.Off();
        phone.Go(new Place.ThirdPartySettings(ThirdPartyStep.Overview));
        var app = phone.Open();

        app.Find("[data-testid=turn-on]").Click();

        Assert.Equal(["connect", "set on [wren] Separate"], phone.Messenger.Asked);
    }

    [Fact]
    public async Task PartnersApp_HasNoSuchSetting()
    {
        await using var phone = new Phone(options => options.OffersThirdPartyChats = false);
        phone.Go(new Place.ThirdPartySettings(ThirdPartyStep.Overview));
        var app = phone.Open();

        Assert.Empty(app.FindAll("[data-testid=turn-on]"));
        phone.Go(new Place.Settings());
        Assert.Empty(app.FindAll("[data-testid=third-party-settings]"));
    }

    // Links lead through the browser, which is not here.
    private static void Follow(Phone phone, IRenderedComponent<Root> app, string testId)
    {
        var address = app.Find($"[data-testid={testId}]").GetAttribute("href")!;
        phone.Go(Place.Parse(address));
    }
}
