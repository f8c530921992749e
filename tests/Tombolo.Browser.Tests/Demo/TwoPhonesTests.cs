using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Tombolo.Browser.Tests.Leaks;
using Tombolo.Browser.Tests.Phones;

namespace Tombolo.Browser.Tests.Demo;

/// <summary>The first conversation, by tapping, on a start page of phone size; afterwards the host's disk is searched for what was said.</summary>
public sealed class TwoPhonesTests
{
    private const string TooEarly = "Hello Alice, nobody hears this yet";
    private const string Hello = "Hello Alice, Bea here, writing from Wren";
    private const string Answer = "Bea, so it does work between two apps";
    private const string ToCarol = "Carol, Bea can write to me now";
    private const string TooLate = "Are you still there, Alice?";
    private const string Alice = "+34600000001";
    private const string Carol = "+34600000002";
    private const int Samples = 20;

    [Fact]
    public async Task FirstConversation_ByTapping_ArrivesAndLeavesNothingOnTheHost()
    {
        using var folder = new TemporaryFolder();
        await using (var demo = await DemoProcess.StartAsync(folder.Path))
        await using (var chromium = await Chromium.StartAsync())
        {
            var person = await chromium.PersonAsync();
            var start = await person.NewPageAsync();
            await start.GotoAsync(demo.Url.AbsoluteUri);
            var alice = new Phone(start.FrameLocator("iframe[name=alice]"));
            var bea = new Phone(start.FrameLocator("iframe[name=bea]"));

            await RegisterBothAsync(start, alice, bea);
            await NobodyIsReachableYetAsync(bea);
            await AskAndAnswerAsync(start, alice, bea);
            await ChatNativelyAsync(person, demo, start, alice);
            await TurnOffAsync(start, alice, bea);

            // While it runs the write-ahead log still holds what the database has dropped.
            Assert.Contains(LeakSearch.Files(folder.Path), file => file.EndsWith("-wal", StringComparison.Ordinal));
            NothingWasKept(folder.Path);
        }

        NothingWasKept(folder.Path);
        PlantedLeaksAreFound(folder.Path);
    }

    [Fact]
    public async Task Latency_FromTapToText_IsPrinted()
    {
        using var folder = new TemporaryFolder();
        await using var demo = await DemoProcess.StartAsync(folder.Path);
        await using var chromium = await Chromium.StartAsync();
        var start = await (await chromium.PersonAsync(width: 1280, height: 800)).NewPageAsync();
        await start.GotoAsync(demo.Url.AbsoluteUri);
        var alice = new Phone(start.FrameLocator("iframe[name=alice]"));
        var bea = new Phone(start.FrameLocator("iframe[name=bea]"));
        await alice.RegisterAsync();
        await bea.RegisterAsync();
        await alice.TurnThirdPartyChatsOnAsync();
        await bea.BeginChatAsync("600");
        await bea.WriteAsync(Hello);
        await AcceptAsync(alice);
        await alice.WriteAsync(Answer);
        await bea.SeesAsync(Answer);

        var times = new List<double>();
        for (var i = 0; i < Samples; i++)
        {
            var (from, to) = i % 2 == 0 ? (alice, bea) : (bea, alice);
            var text = $"Message number {i} of the measurement.";
            await from.At("composer").FillAsync(text);
            var tapped = Stopwatch.GetTimestamp();
            await from.At("send").ClickAsync();
            await to.SeesAsync(text);
            times.Add(Stopwatch.GetElapsedTime(tapped).TotalMilliseconds);
        }

        times.Sort();
        var line = $"From tap to text on the other phone, both phones in one browser: median {times[Samples / 2]:0} ms, 95 % within {times[Samples * 95 / 100]:0} ms, {Samples} messages.";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine(line);
    }

    private static async Task RegisterBothAsync(IPage start, Phone alice, Phone bea)
    {
        await alice.RegisterAsync();
        await ShowAsync(start, "bea");
        await bea.RegisterAsync();
    }

    private static async Task NobodyIsReachableYetAsync(Phone bea)
    {
        await bea.BeginChatAsync("600");
        await bea.WriteAsync(TooEarly);
        await bea.At("problem").WaitForAsync();
        Assert.Contains("Nobody can be reached", await bea.At("problem").TextContentAsync());
    }

    private static async Task AskAndAnswerAsync(IPage start, Phone alice, Phone bea)
    {
        await ShowAsync(start, "alice");
        await alice.TurnThirdPartyChatsOnAsync();
        await ShowAsync(start, "bea");
        await bea.WriteAsync(Hello);
        await bea.At("mine").Filter(new() { HasText = Hello }).WaitForAsync();

        await ShowAsync(start, "alice");
        await alice.At("third-party-unread").WaitForAsync();
        Assert.StartsWith("1", await alice.At("third-party-unread").TextContentAsync());
        await AcceptAsync(alice);
        Assert.Equal("bea@wren.example", await alice.At("chat-title").TextContentAsync());
        Assert.Equal("Wren", (await alice.At("partner-tag").First.TextContentAsync())?.Trim());
        await alice.SeesAsync(Hello);
        await alice.WriteAsync(Answer);

        await ShowAsync(start, "bea");
        await bea.SeesAsync(Answer);
        await Assertions.Expect(start.Locator("#hint-on, #hint-write, #hint-answer")).ToHaveCountAsync(3);
        await Assertions.Expect(start.Locator(".hints li[data-done]")).ToHaveCountAsync(3);
    }

    private static async Task ChatNativelyAsync(IBrowserContext person, DemoProcess demo, IPage start, Phone alice)
    {
        var page = await person.NewPageAsync();
        await page.GotoAsync(new Uri(demo.Url, "/app/?demo=1&as=carol&number=%2B34600000002&with=%2B34600000001").AbsoluteUri);
        var carol = new Phone(page);
        await carol.RegisterAsync();
        await ShowAsync(start, "alice");
        await alice.HomeAsync();
        await alice.BeginChatAsync("002");
        await alice.WriteAsync(ToCarol);
        await carol.At("chat-row").First.ClickAsync();
        await carol.SeesAsync(ToCarol);

        // The native chat stands in Alice's list, the other one behind its entry.
        await alice.HomeAsync();
        var row = Assert.Single(await alice.At("chat-row").AllTextContentsAsync());
        Assert.Contains("002", row);
        await page.CloseAsync();
    }

    private static async Task TurnOffAsync(IPage start, Phone alice, Phone bea)
    {
        await alice.TurnThirdPartyChatsOffAsync();
        await alice.At("third-party-entry").ClickAsync();
        await alice.At("chat-row").First.ClickAsync();
        await alice.At("read-only").WaitForAsync();
        await alice.SeesAsync(Hello);
        Assert.Equal(0, await alice.At("composer").CountAsync());

        await ShowAsync(start, "bea");
        await bea.WriteAsync(TooLate);
        await bea.At("failure").Or(bea.At("read-only")).First.WaitForAsync();
    }

    private static async Task AcceptAsync(Phone alice)
    {
        await alice.At("third-party-entry").ClickAsync();
        await alice.At("request-row").First.ClickAsync();
        Assert.Equal(Hello, await alice.At("request-text").First.TextContentAsync());
        await alice.At("accept").ClickAsync();
        await alice.At("composer").WaitForAsync();
    }

    private static Task ShowAsync(IPage start, string name) => start.Locator($"#tab-{name}").ClickAsync();

    private static void NothingWasKept(string data)
    {
        Assert.True(LeakSearch.Files(data).Any(file => file.EndsWith("host.db", StringComparison.Ordinal)), "there is no database; the search would prove nothing");
        Assert.True(LeakSearch.Files(data).Any(file => file.EndsWith(".log", StringComparison.Ordinal)), "there is no log; the search would prove nothing");
        foreach (var text in new[] { TooEarly, Hello, Answer, ToCarol, TooLate })
            Assert.Equal([], LeakSearch.ForText(data, text));
        foreach (var number in new[] { Alice, Carol })
            Assert.Equal([], LeakSearch.ForNumber(data, number));
    }

    // The same search on the same folder, after somebody logged a message and copied a number into another table.
    private static void PlantedLeaksAreFound(string data)
    {
        var log = LeakSearch.Files(data).First(file => file.EndsWith(".log", StringComparison.Ordinal));
        File.AppendAllText(log, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"x{Hello}")));
        Assert.NotEmpty(LeakSearch.ForText(data, Hello));

        var database = LeakSearch.Files(data).Single(file => file.EndsWith("host.db", StringComparison.Ordinal));
        using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE TABLE planted (note TEXT); INSERT INTO planted VALUES ('{Alice}')";
            command.ExecuteNonQuery();
        }

        Assert.Contains(LeakSearch.ForNumber(data, Alice), leak => leak.StartsWith("planted.note", StringComparison.Ordinal));
    }
}
