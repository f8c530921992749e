using Bunit;
using Tombolo.App.Places;
using Tombolo.App.Tests.Device;
using Tombolo.Client;
using Tombolo.Interop.Errors;

namespace Tombolo.App.Tests.Screens;

public sealed class ConversationTests
{
    [Fact]
    public async Task Sending_BubbleIsThereBeforeTheDeviceHasSavedIt()
    {
        await using var phone = OpenedOnBea(out var app);
        phone.Messenger.SendGate = new TaskCompletionSource();

        app.Find("[data-testid=composer]").Input("Low tide is at six");
        app.Find("form.composer").Submit();

        Assert.Contains("Low tide is at six", app.Find("[data-testid=mine]").TextContent);
        Assert.Equal("", app.Find("[data-testid=composer]").GetAttribute("value") ?? "");
        phone.Messenger.SendGate.SetResult();
        app.WaitForAssertion(() => Assert.Single(app.FindAll("[data-testid=mine]")));
    }

    [Fact]
    public async Task Sending_Refused_GivesTheTextBackAndSaysWhy()
    {
        await using var phone = OpenedOnBea(out var app);
        phone.Messenger.NextRefusal = Refusal.For(ErrorCode.PolicyOptedOut);

        app.Find("[data-testid=composer]").Input("Are you there?");
        app.Find("form.composer").Submit();

        Assert.Contains("bea@wren.example has turned third-party chats off", app.WaitForElement("[data-testid=problem]").TextContent);
        Assert.Equal("Are you there?", app.Find("[data-testid=composer]").GetAttribute("value"));
        Assert.Empty(app.FindAll("[data-testid=mine]"));
    }

    [Fact]
    public async Task MessageArrives_ThreadShowsItAndItIsRead()
    {
        await using var phone = OpenedOnBea(out var app);
        var entry = Entries.Theirs(People.Bea, "See you at the harbour");
        phone.Messenger.Add(entry);
        phone.Messenger.Chats[0] = People.BeaChat(unread: 1);

        phone.Messenger.Raise(new MessageReceived(phone.Messenger.Chats[0], entry));

        app.WaitForAssertion(() => Assert.Contains("See you at the harbour", app.Find("[data-testid=theirs]").TextContent));
        Assert.Contains($"read {People.Bea}", phone.Messenger.Asked);
    }

    [Theory]
    [InlineData(EntryState.Queued, "Waiting to be sent")]
    [InlineData(EntryState.Sent, "Sent")]
    [InlineData(EntryState.Delivered, "Delivered")]
    [InlineData(EntryState.Read, "Read")]
    public async Task Tick_EachState_SaysItInWords(EntryState state, string words)
    {
        await using var phone = new Phone();
        phone.Messenger.Add(Entries.Mine(People.Bea, "Hello", state));
        phone.Messenger.Chats.Add(People.BeaChat());
        phone.Go(new Place.Conversation(People.Bea));

        var app = phone.Open();

        Assert.Equal(words, app.Find("[data-testid=tick]").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Text_WithMarkup_IsShownAsText()
    {
        await using var phone = new Phone();
        phone.Messenger.Add(Entries.Theirs(People.Bea, "<img src=x onerror=alert(1)> https://example.org"));
        phone.Messenger.Chats.Add(People.BeaChat());
        phone.Go(new Place.Conversation(People.Bea));

        var app = phone.Open();

        Assert.Empty(app.FindAll("[data-testid=theirs] img, [data-testid=theirs] a"));
        Assert.Contains("<img src=x", app.Find("[data-testid=theirs] .text").TextContent);
    }

    [Fact]
    public async Task TurnedOff_ThereIsNoComposerButTheWayBack()
    {
        await using var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.Off();
        phone.Messenger.Chats.Add(People.BeaChat(readOnly: "policy_opted_out"));
        phone.Go(new Place.Conversation(People.Bea));

        var app = phone.Open();

        Assert.Empty(app.FindAll("[data-testid=composer]"));
        Assert.Contains("You turned third-party chats off", app.Find("[data-testid=read-only]").TextContent);
        Assert.Contains("settings/third-party", app.Find("[data-testid=read-only] a").GetAttribute("href"));
    }

    [Fact]
    public async Task Blocked_OneTapFreesThePerson()
    {
        await using var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.On();
        phone.Messenger.Chats.Add(People.BeaChat(readOnly: RefusalCodes.Blocked));
        phone.Go(new Place.Conversation(People.Bea));
        var app = phone.Open();

        app.Find("[data-testid=unblock]").Click();

        Assert.Equal(["connect", $"unblock {People.Bea}"], phone.Messenger.Asked);
    }

    [Fact]
    public async Task Header_NamesServiceAndFullIdentifier()
    {
        await using var phone = OpenedOnBea(out var app);

        Assert.Equal("bea@wren.example", app.Find("[data-testid=chat-title]").TextContent);
        Assert.Contains("Wren", app.Find("header .sub").TextContent);
    }

    private static Phone OpenedOnBea(out IRenderedComponent<Root> app)
    {
        var phone = new Phone();
        phone.Messenger.ThirdPartyChats = People.On();
        phone.Messenger.Chats.Add(People.BeaChat());
        phone.Go(new Place.Conversation(People.Bea));
        app = phone.Open();
        return phone;
    }
}
