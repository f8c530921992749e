using Bunit;
using Tombolo.Client;

namespace Tombolo.App.Tests.Device;

public sealed class AppSessionTests
{
    [Fact]
    public async Task Start_DeviceHeldElsewhere_OneTapTakesItOver()
    {
        var messenger = new FakeMessenger();
        await using var phone = new Phone(opener: new GivenDevice(messenger, heldElsewhere: true));
        var app = phone.Open();
        Assert.Empty(messenger.Asked);

        app.Find("[data-testid=use-here]").Click();

        app.WaitForElement("[data-testid=new-chat]");
        Assert.Equal(["connect"], messenger.Asked);
    }

    [Fact]
    public async Task Yield_AnotherTabAsks_ClosesBeforeItReleases()
    {
        var messenger = new FakeMessenger();
        var device = new GivenDevice(messenger);
        await using var phone = new Phone(opener: device);
        var app = phone.Open();

        await app.InvokeAsync(device.Owner!.YieldAsync);

        Assert.Equal(["connect", "close"], messenger.Asked);
        Assert.Equal(1, device.Releases);
        app.WaitForElement("[data-testid=use-here]");
    }

    [Fact]
    public async Task Yield_ThatTakesLong_DrawsNothingOfTheDeviceMeanwhile()
    {
        var messenger = new FakeMessenger { Status = MessengerStatus.Connecting, CloseGate = new() };
        var device = new GivenDevice(messenger);
        await using var phone = new Phone(opener: device);
        var app = phone.Open();

        var yielding = app.InvokeAsync(device.Owner!.YieldAsync);
        phone.Tick(TimeSpan.FromSeconds(5));
        Assert.Empty(app.FindAll("[role=alert], [data-testid=use-here]"));
        messenger.CloseGate.SetResult();
        await yielding;

        app.WaitForElement("[data-testid=use-here]");
    }

    [Fact]
    public async Task Yield_WhileTheDeviceIsOpened_ClosesItToo()
    {
        var messenger = new FakeMessenger();
        var device = new GivenDevice(messenger) { OpenGate = new() };
        await using var phone = new Phone(opener: device);
        var app = phone.Open();

        var yielding = app.InvokeAsync(device.Owner!.YieldAsync);
        Assert.Equal(0, device.Releases);
        await app.InvokeAsync(device.OpenGate.SetResult);
        await yielding;

        Assert.Equal("close", messenger.Asked[^1]);
        Assert.Equal(1, device.Releases);
        app.WaitForElement("[data-testid=use-here]");
    }

    [Fact]
    public async Task Lose_WhileYielding_ReleasesOnceAndBehindTheClosing()
    {
        var messenger = new FakeMessenger { CloseGate = new() };
        var device = new GivenDevice(messenger);
        await using var phone = new Phone(opener: device);
        var app = phone.Open();

        var yielding = app.InvokeAsync(device.Owner!.YieldAsync);
        var losing = app.InvokeAsync(device.Owner!.LoseAsync);
        Assert.Equal(0, device.Releases);
        messenger.CloseGate.SetResult();
        await Task.WhenAll(yielding, losing);

        Assert.Equal(1, device.Releases);
    }

    [Fact]
    public async Task Yield_AfterAScreenBroke_LeavesAWayBack()
    {
        var messenger = new FakeMessenger();
        var device = new GivenDevice(messenger);
        await using var phone = new Phone(opener: device);
        var app = phone.Open();
        messenger.Chats.Add(null!);
        messenger.Raise(new ConnectionChanged(MessengerStatus.Online));
        app.WaitForElement("[role=alert]");

        await app.InvokeAsync(device.Owner!.YieldAsync);

        app.WaitForElement("[data-testid=use-here]");
    }

    [Fact]
    public async Task Connecting_ForLong_IsCalledOffline()
    {
        await using var phone = new Phone();
        phone.Messenger.Status = MessengerStatus.Connecting;
        var app = phone.Open();
        Assert.Contains("Connecting", app.Find("[data-testid=connection]").TextContent);

        phone.Tick(TimeSpan.FromSeconds(5));
        app.WaitForAssertion(() => Assert.Contains("Offline", app.Find("[data-testid=connection]").TextContent));

        phone.Messenger.Status = MessengerStatus.Online;
        phone.Messenger.Raise(new ConnectionChanged(MessengerStatus.Online));
        app.WaitForAssertion(() => Assert.Equal("", app.Find("[data-testid=connection]").TextContent.Trim()));
    }
}
