using Bunit;
using Tombolo.App.Places;
using Tombolo.App.Tests.Device;
using Tombolo.Client;

namespace Tombolo.App.Tests.Screens;

public sealed class ChatListTests
{
    [Fact]
    public async Task Separate_ThirdPartyChat_StandsBehindTheEntryWithItsCount()
    {
        await using var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.On();
        phone.Messenger.Chats.AddRange([People.BeaChat(unread: 2), People.CarolChat()]);
        phone.Messenger.Requests.Add(People.BeaRequest("Hello") with { Id = "dan@wren.interop.localhost" });

        var app = phone.Open();

        Assert.Contains("Third-party chats", app.Find("[data-testid=third-party-entry]").TextContent);
        Assert.StartsWith("3", app.Find("[data-testid=third-party-unread]").TextContent);
        var row = Assert.Single(app.FindAll("[data-testid=chat-row]"));
        Assert.Contains("600", row.TextContent);
    }

    [Fact]
    public async Task Combined_ThirdPartyChat_StandsAmongTheOthersWithItsServiceName()
    {
        await using var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.On(InboxStyle.Combined);
        phone.Messenger.Chats.AddRange([People.BeaChat(), People.CarolChat()]);

        var app = phone.Open();

        Assert.Empty(app.FindAll("[data-testid=third-party-entry]"));
        Assert.Equal(2, app.FindAll("[data-testid=chat-row]").Count);
        Assert.Equal("Wren", Assert.Single(app.FindAll("[data-testid=partner-tag]")).TextContent.Trim());
    }

    [Fact]
    public async Task NeverTurnedOn_NothingAboutThirdPartyChatsStandsInTheList()
    {
        await using var phone = new Phone();
        var app = phone.Open();

        Assert.Empty(app.FindAll("[data-testid=third-party-entry]"));
    }

    [Fact]
    public async Task TurnedOffLater_TheChatsStayReachable()
    {
        await using var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.Off();
        phone.Messenger.Chats.Add(People.BeaChat(readOnly: "policy_opted_out"));

        var app = phone.Open();
        phone.Go(new Place.ThirdPartyChats());

        Assert.Single(app.FindAll("[data-testid=chat-row]"));
    }

    [Fact]
    public async Task NewChat_OtherService_AsksForItsKindOfIdentifier()
    {
        await using var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.On();
        var app = phone.Open();

        app.Find("[data-testid=new-chat]").Click();
        Assert.Equal("tel", app.Find("[data-testid=person]").GetAttribute("type"));
        app.Find("[data-testid=service-wren]").Change(true);
        app.Find("[data-testid=person]").Input("bea@wren.example");
        app.Find("dialog form").Submit();

        Assert.Equal(new Place.Draft("wren", "email", "bea@wren.example"), phone.Navigator.Current);
    }
}
