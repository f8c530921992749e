using System.Globalization;
using Tombolo.Server.StandardClients;
using Tombolo.TestHost;

namespace Tombolo.StandardClients.Tests;

/// <summary>Clients that nobody here wrote log in, chat, drop and resume.</summary>
public sealed class PublishedClientTests : IAsyncLifetime
{
    private const string Password = "k7f2p-9xw3n-h5t6v";

    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-published-").FullName;
    private ServerHost _server = null!;

    public async ValueTask InitializeAsync()
    {
        await PeerInstallation.EnsureAsync();
        _server = await ServerHost.StartAsync(new ServerHostOptions
        {
            DataFolder = _folder,
            HasRealAccounts = true,
            Configure = options => options.StandardClients.PlainChat = true,
        });
        StandardAccounts.Make(TestStore.In(_folder), "localhost", ["alice", "bob"], Password, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("xmppjs", "slixmpp", false)]
    [InlineData("slixmpp", "xmppjs", false)]
    [InlineData("xmppjs", "slixmpp", true)]
    [InlineData("slixmpp", "xmppjs", true)]
    public async Task TwoClients_ChatDropAndResume_MissNothingAndSeeNothingTwice(string first, string second, bool hasTls)
    {
        await using var alice = await LogInAsync(first, "alice", hasTls);
        await using var bob = await LogInAsync(second, "bob", hasTls);

        await alice.DoAsync(new { command = "send", to = "bob@localhost", body = "hello <Bob> & all" });
        Assert.Equal("hello <Bob> & all", await bob.ExpectBodyAsync());
        await bob.DoAsync(new { command = "drop" });
        await bob.ExpectAsync("dropped");
        await alice.DoAsync(new { command = "send", to = "bob@localhost", body = "while you were away" });
        await bob.DoAsync(new { command = "back" });
        await ExpectResumedThenAsync(bob, "while you were away");

        await bob.DoAsync(new { command = "send", to = "alice@localhost", body = "back again" });
        Assert.Equal("back again", await alice.ExpectBodyAsync());
        await alice.DoAsync(new { command = "send", to = "bob@localhost", body = "good" });
        Assert.Equal("good", await bob.ExpectBodyAsync());
    }

    [Theory]
    [InlineData("xmppjs")]
    [InlineData("slixmpp")]
    public async Task Message_WrittenBeforeLogin_ComesLateWithItsTime(string kind)
    {
        await using var alice = await StandardClient.LogInAsync(_server.PlainPort, "alice", Password);
        await alice.SendMessageAsync("bob@localhost", "1", "early bird");
        await alice.AskAsync();
        await alice.ExpectAsync("a");

        await using var bob = PeerProcess.Start(kind);
        await LogInAsync(bob, "bob", _server.PlainPort);
        var events = new[] { await bob.ExpectAnyAsync(), await bob.ExpectAnyAsync() };

        var message = Assert.Single(events, happened => (string?)happened["event"] == "message");
        Assert.Equal("early bird", (string?)message["body"]);
        Assert.True((bool)message["late"]!);
    }

    [Theory]
    [InlineData("xmppjs", "slixmpp")]
    [InlineData("slixmpp", "xmppjs")]
    public async Task TwoClients_SubscribeBothWays_SeeEachOtherComeAndGo(string first, string second)
    {
        await using var alice = await LogInAndWatchAsync(first, "alice");
        await using var bob = await LogInAndWatchAsync(second, "bob");
        foreach (var (asker, name, asked, other) in new[] { (alice, "alice", bob, "bob"), (bob, "bob", alice, "alice") })
        {
            await asker.DoAsync(new { command = "presence", to = other + "@localhost", type = "subscribe" });
            await asked.ExpectPresenceAsync("subscribe", name + "@localhost");
            await asked.DoAsync(new { command = "presence", to = name + "@localhost", type = "subscribed" });
            await asker.ExpectPresenceAsync("subscribed", other + "@localhost");
            await asker.ExpectPresenceAsync("", other + "@localhost");
        }

        await alice.DoAsync(new { command = "presence", show = "away", status = "at <lunch>" });
        var seen = await bob.ExpectPresenceAsync("", "alice@localhost");
        Assert.Equal(("away", "at <lunch>"), ((string?)seen["show"], (string?)seen["status"]));
        await bob.DoAsync(new { command = "leave" });
        await alice.ExpectPresenceAsync("unavailable", "bob@localhost");
        await using var again = await LogInAndWatchAsync(second, "bob");
        await alice.ExpectPresenceAsync("", "bob@localhost");
    }

    [Theory]
    [InlineData("xmppjs", "slixmpp")]
    [InlineData("slixmpp", "xmppjs")]
    public async Task TwoClientsOfOneAccount_OneDropsInABurst_BothGetEverythingOnceInOrder(string stays, string drops)
    {
        const int messages = 200;
        await using var alice = await LogInAsync(stays, "alice", hasTls: false);
        await using var home = await LogInAsync(stays, "bob", hasTls: false);
        await using var away = await LogInAsync(drops, "bob", hasTls: false);
        var heard = new List<string>();

        await SendAsync(alice, 0, messages / 4);
        await away.HearAsync(heard, messages / 10);
        await away.DoAsync(new { command = "drop" });
        await SendAsync(alice, messages / 4, messages);
        Assert.Equal(Numbers(messages), await home.HearAsync([], messages));
        await away.DoAsync(new { command = "back" });
        await away.HearAsync(heard, messages);
        await SendAsync(alice, messages, messages + 1);

        Assert.Equal(Numbers(messages + 1), await away.HearAsync(heard, messages + 1));
        Assert.Equal($"{messages}", await home.ExpectBodyAsync());
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture));

    private static async Task SendAsync(PeerProcess from, int first, int end)
    {
        for (var number = first; number < end; number++)
        {
            await from.DoAsync(new { command = "send", to = "bob@localhost", body = number.ToString(CultureInfo.InvariantCulture) });
        }
    }

    private static Task LogInAsync(PeerProcess peer, string name, int port) => peer.DoAsync(new { command = "login", port, name, password = Password });

    /// <summary>Clients differ in what they report first: that the session goes on, or what it brought.</summary>
    private static async Task ExpectResumedThenAsync(PeerProcess peer, string body)
    {
        var events = new[] { await peer.ExpectAnyAsync(), await peer.ExpectAnyAsync() };
        var report = string.Join(' ', events.Select(happened => happened.ToJsonString()));
        Assert.True(events.Count(happened => (string?)happened["event"] == "resumed") == 1, report);
        Assert.True(events.Count(happened => (string?)happened["body"] == body) == 1, report);
    }

    private async Task<PeerProcess> LogInAndWatchAsync(string kind, string name)
    {
        var peer = await LogInAsync(kind, name, hasTls: false);
        await peer.DoAsync(new { command = "watch" });
        await peer.ExpectAsync("watching");
        return peer;
    }

    private async Task<PeerProcess> LogInAsync(string kind, string name, bool hasTls)
    {
        var peer = PeerProcess.Start(kind);
        await LogInAsync(peer, name, hasTls ? _server.StartTlsPort : _server.PlainPort);
        Assert.StartsWith(name + "@localhost/", (string)(await peer.ExpectAsync("online"))["address"]!, StringComparison.Ordinal);
        return peer;
    }
}
