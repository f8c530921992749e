using Microsoft.Playwright;
using Tombolo.Browser.Tests.Phones;

namespace Tombolo.Browser.Tests.Demo;

/// <summary>What becomes of a device: a second tab, no network, a cleared browser.</summary>
public sealed class DeviceTests(RunningDemo running) : IClassFixture<RunningDemo>
{
    private const string First = "+34600000011";
    private const string Second = "+34600000012";

    [Fact]
    public async Task SecondTab_TakesOver_AndTheFirstSaysSo()
    {
        var person = await running.Chromium.PersonAsync();
        var first = await OpenAsync(person, running.App("one", First, Second));
        await first.RegisterAsync();

        var second = await OpenAsync(person, running.App("one", First, Second));
        await second.At("use-here").ClickAsync();

        await second.At("new-chat").First.WaitForAsync();
        await first.At("use-here").WaitForAsync();
    }

    /// <summary>Browsers freeze tabs that nobody looks at; such a one neither answers nor lets go.</summary>
    [Fact]
    public async Task FrozenTab_IsNotWaitedFor_AndTakesTheDeviceBack()
    {
        var person = await running.Chromium.PersonAsync();
        var page = await person.NewPageAsync();
        await page.GotoAsync(running.App("frozen", First, Second).AbsoluteUri);
        var first = new Phone(page);
        await first.RegisterAsync();
        var freezer = await person.NewCDPSessionAsync(page);
        await freezer.SendAsync("Debugger.enable");
        await freezer.SendAsync("Debugger.pause");

        var second = await OpenAsync(person, running.App("frozen", First, Second));
        await second.At("use-here").ClickAsync();
        await second.At("new-chat").First.WaitForAsync();

        await freezer.SendAsync("Debugger.disable");
        await first.At("use-here").ClickAsync();
        await first.At("new-chat").First.WaitForAsync();
        await second.At("use-here").WaitForAsync();
    }

    [Fact]
    public async Task NoNetwork_AfterAVisit_TheAppOpensWithItsChats()
    {
        var person = await running.Chromium.PersonAsync(width: 360, height: 740);
        var page = await person.NewPageAsync();
        await page.GotoAsync(running.App("offline", Second, First).AbsoluteUri);
        var phone = new Phone(page);
        await phone.RegisterAsync();
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");

        await person.SetOfflineAsync(true);
        await page.ReloadAsync();

        await phone.At("new-chat").First.WaitForAsync();
        await page.GetByText("Offline.").First.WaitForAsync();
    }

    [Fact]
    public async Task ClearedBrowser_SameNumberAgain_HearsFromOldContacts()
    {
        var carol = await OpenAsync(await running.Chromium.PersonAsync(), running.App("carol", "+34600000014", "+34600000013"));
        await carol.RegisterAsync();
        var before = await OpenAsync(await running.Chromium.PersonAsync(), running.App("dora", "+34600000013", "+34600000014"));
        await before.RegisterAsync();
        await carol.BeginChatAsync("013");
        await carol.WriteAsync("Before the browser was cleared");
        await before.At("chat-row").First.ClickAsync();
        await before.SeesAsync("Before the browser was cleared");

        // Another browser context has an empty store: the same person after clearing it.
        var after = await OpenAsync(await running.Chromium.PersonAsync(), running.App("dora", "+34600000013", "+34600000014"));
        await after.RegisterAsync();
        await carol.WriteAsync("After it");

        await after.At("chat-row").First.ClickAsync();
        await after.SeesAsync("After it");
        await carol.At("notice").First.WaitForAsync();
    }

    [Fact]
    public async Task ClearedHost_OneTap_SignsInAgain()
    {
        using var before = new TemporaryFolder();
        using var after = new TemporaryFolder();
        var person = await running.Chromium.PersonAsync();
        var page = await person.NewPageAsync();
        var phone = new Phone(page);
        int port;
        await using (var demo = await DemoProcess.StartAsync(before.Path))
        {
            port = demo.Port;
            await page.GotoAsync(RunningDemo.AppOf(demo, "one", First, Second).AbsoluteUri);
            await phone.RegisterAsync();
        }

        await using var cleared = await DemoProcess.StartAsync(after.Path, port);
        await page.ReloadAsync();
        await phone.At("sign-in-again").ClickAsync();

        await phone.At("new-chat").First.WaitForAsync();
    }

    private static async Task<Phone> OpenAsync(IBrowserContext person, Uri address)
    {
        var page = await person.NewPageAsync();
        await page.GotoAsync(address.AbsoluteUri);
        return new Phone(page);
    }
}
