using System.Xml.Linq;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Server.Storage;
using Tombolo.Server.Streams;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.StandardClients;

public sealed class PresenceTests(StandardHost host) : IClassFixture<StandardHost>
{
    [Fact]
    public async Task Subscription_AskedAndGranted_ShowsThePresenceToTheAsker()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var asker = await LogInWithRosterAsync(alice);
        await using var asked = await LogInWithRosterAsync(bob);

        await asker.SendAsync($"<presence type='subscribe' to='{bob}@localhost/whatever' id='s1'><status>It is me</status></presence>");
        Assert.Equal("none subscribe", await asker.ExpectPushAsync());
        var request = await asked.ExpectPresenceAsync("subscribe");
        Assert.Equal(($"{alice}@localhost", $"{bob}@localhost", "It is me"), (request.From, request.To, request.Value));

        await asked.SendAsync($"<presence type='subscribed' to='{alice}@localhost'/>");
        Assert.Equal("from", await asked.ExpectPushAsync());
        Assert.Equal("to", await asker.ExpectPushAsync());
        Assert.Equal($"{bob}@localhost", (await asker.ExpectPresenceAsync("subscribed")).From);
        Assert.Equal(asked.Address, (await asker.ExpectPresenceAsync("")).From);
    }

    [Fact]
    public async Task Request_ToSomebodyAway_IsShownAtEveryLoginUntilItIsAnswered()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var asker = await host.LogInAsync(alice);
        await asker.SendAsync($"<presence type='subscribe' to='{bob}@localhost'><status>Later?</status></presence>");
        await asker.SettleAsync();

        await using (var first = await host.LogInAsync(bob))
        {
            Assert.Equal("Later?", (await first.ExpectPresenceAsync("subscribe")).Value);
        }

        await using (var second = await host.LogInAsync(bob))
        {
            Assert.Equal($"{alice}@localhost", (await second.ExpectPresenceAsync("subscribe")).From);
            await second.SendAsync($"<presence type='unsubscribed' to='{alice}@localhost'/>");
            await asker.ExpectPresenceAsync("unsubscribed");
        }

        await using var third = await host.LogInAsync(bob);
        await third.SettleAsync();
        await asker.SendAsync($"<presence type='subscribe' to='{bob}@localhost'><status>Again?</status></presence>");
        Assert.Equal("Again?", (await third.ExpectPresenceAsync("subscribe")).Value);
    }

    [Fact]
    public async Task Friends_ComingAndGoing_SeeEachOtherAsWritten()
    {
        var (alice, bob) = await FriendsAsync();
        await using var watcher = await host.LogInAsync(alice);
        await using var friend = await host.LogInAsync(bob, isAvailable: false);

        await friend.SendAsync("<presence xml:lang='de'><show>away</show><status>beim <![CDATA[<Essen>]]></status><priority>5</priority><c xmlns='http://jabber.org/protocol/caps' ver='x'/></presence>");
        var seen = await watcher.ExpectPresenceAsync("");
        Assert.Equal((friend.Address, $"{alice}@localhost", "de"), (seen.From, seen.To, (string?)seen.Attribute(XNamespace.Xml + "lang")));
        Assert.Equal(["away", "beim <Essen>", "5", ""], seen.Elements().Select(element => element.Value));
        await friend.SettleAsync();

        await friend.SendAsync("<presence type='unavailable'><status>gone</status></presence>");
        Assert.Equal("gone", (await watcher.ExpectPresenceAsync("unavailable")).Value);
        await friend.SendAsync("<presence/>");
        await watcher.ExpectPresenceAsync("");
        Assert.Equal(watcher.Address, (await friend.ExpectPresenceAsync("")).From);
        await friend.SendAsync("</stream:stream>");
        Assert.Equal(friend.Address, (await watcher.ExpectPresenceAsync("unavailable")).From);
    }

    [Fact]
    public async Task Friend_WhoseConnectionDropsAndResumes_NeverWasAway()
    {
        var (alice, bob) = await FriendsAsync();
        await using var watcher = await host.LogInAsync(alice);
        await watcher.SettleAsync();
        var first = await host.LogInAsync(bob);
        await watcher.ExpectPresenceAsync("");
        await first.SettleAsync();
        first.Cut();

        // What is shown to a client that is expected back waits for it.
        await watcher.SendAsync("<presence><show>dnd</show></presence>");
        await watcher.SettleAsync();
        await using var second = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await second.OpenAsync();
        await second.AuthenticateAsync(bob, StandardHost.Password);
        Assert.Equal("resumed", (await second.ResumeAsync(first.ResumptionId!, first.Handled)).Name.LocalName);

        Assert.Equal("dnd", (await second.ExpectPresenceAsync("")).Value);
        await second.SendAsync("<presence><show>chat</show></presence>");
        Assert.Equal("chat", (await watcher.ExpectPresenceAsync("")).Value);
    }

    [Fact]
    public async Task Friend_WhoIsReplacedByTheSameResource_StaysVisible()
    {
        var (alice, bob) = await FriendsAsync();
        await using var older = await host.LogInAsync(bob);
        await older.SettleAsync();
        await using var newer = await host.LogInAsync(bob);
        await newer.SettleAsync();

        await using var watcher = await host.LogInAsync(alice);

        Assert.Equal([newer.Address, watcher.Address], (await watcher.SettleAsync()).OrderBy(address => address == watcher.Address));
    }

    [Fact]
    public async Task Contact_Removed_IsSeenNoMoreByEitherSide()
    {
        var (alice, bob) = await FriendsAsync();
        await using var one = await LogInWithRosterAsync(alice);
        await using var other = await LogInWithRosterAsync(bob);
        await one.ExpectPresenceAsync("");

        await one.SendAsync($"<iq type='set' id='r'><query xmlns='jabber:iq:roster'><item jid='{bob}@localhost' subscription='remove'/></query></iq>");

        Assert.Equal("remove", await one.ExpectPushAsync());
        Assert.Equal(other.Address, (await one.ExpectPresenceAsync("unavailable")).From);
        Assert.Equal("none", await other.ExpectPushAsync());
        Assert.Equal($"{alice}@localhost", (await other.ExpectPresenceAsync("unsubscribe")).From);
        Assert.Equal($"{alice}@localhost", (await other.ExpectPresenceAsync("unsubscribed")).From);
        Assert.Equal(one.Address, (await other.ExpectPresenceAsync("unavailable")).From);
        await other.SendAsync("<presence/>");
        await other.SettleAsync();
        Assert.Empty(await one.SettleAsync());
    }

    [Fact]
    public async Task Friend_WhoIsBlocked_GetsNothing()
    {
        var (alice, bob) = await FriendsAsync();
        await BlockAsync(bob, alice);
        await using var watcher = await host.LogInAsync(alice);
        Assert.Equal([watcher.Address], await watcher.SettleAsync());

        await using var friend = await host.LogInAsync(bob);
        await friend.SendAsync($"<presence to='{alice}@localhost'/>");

        Assert.Equal([friend.Address], await friend.SettleAsync());
        Assert.Empty(await watcher.SettleAsync());
    }

    [Fact]
    public async Task Friend_WhoBecomesBlocked_SeesTheOtherGo()
    {
        var (alice, bob) = await FriendsAsync();
        await using var friend = await host.LogInAsync(bob);
        await friend.SettleAsync();
        await using var watcher = await host.LogInAsync(alice);
        await friend.ExpectPresenceAsync("");
        await watcher.SettleAsync();

        await BlockAsync(bob, alice);
        await host.Server.Services.GetRequiredService<IAccountSignals>().BlockedAsync(Account(bob), Account(alice), CancellationToken.None);

        Assert.Equal(friend.Address, (await watcher.ExpectPresenceAsync("unavailable")).From);
        Assert.Equal(watcher.Address, (await friend.ExpectPresenceAsync("unavailable")).From);

        static AccountAddress Account(string name) => AccountAddress.Parse(name + "@localhost");
    }

    [Fact]
    public async Task Stranger_ShownDirectedPresence_IsToldOfTheEnd()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var stranger = await host.LogInAsync(alice);
        await using var shy = await host.LogInAsync(bob);
        await stranger.SettleAsync();

        await shy.SendAsync($"<presence to='{stranger.Address}'><status>only you</status></presence>");
        var seen = await stranger.ExpectPresenceAsync("");
        Assert.Equal((shy.Address, stranger.Address, "only you"), (seen.From, seen.To, seen.Value));

        await shy.SendAsync("</stream:stream>");
        Assert.Equal(shy.Address, (await stranger.ExpectPresenceAsync("unavailable")).From);
    }

    [Theory]
    [InlineData("<presence type='subscribe' to='bea@wren.interop.localhost'/>", "policy_feature")]
    [InlineData("<presence to='someone@elsewhere.example'/>", "not_reachable")]
    [InlineData("<presence type='invisible'/>", "request_malformed")]
    [InlineData("<presence type='subscribe'/>", "request_malformed")]
    public async Task Presence_ThatCannotBe_IsRefusedWithItsCode(string presence, string code)
    {
        await using var client = await host.LogInAsync(host.NewAccount(), isAvailable: false);

        await client.SendAsync(presence);

        Assert.Equal(code, (await client.ExpectPresenceAsync("error")).ErrorCode());
    }

    [Fact]
    public async Task Presence_TooLarge_IsRefused()
    {
        await using var client = await host.LogInAsync(host.NewAccount(), isAvailable: false);

        await client.SendAsync($"<presence><status>{new string('x', 9_000)}</status></presence>");

        Assert.Equal("request_too_large", (await client.ExpectPresenceAsync("error")).ErrorCode());
    }

    [Fact]
    public async Task Request_ToNobody_LooksLikeOneThatNobodyAnswers()
    {
        await using var client = await LogInWithRosterAsync(host.NewAccount());

        await client.SendAsync("<presence type='subscribe' to='nobody@localhost'/>");

        Assert.Equal("none subscribe", await client.ExpectPushAsync());
    }

    [Fact]
    public async Task Client_WithNegativePriority_GetsNoMessages()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using var to = await host.LogInAsync(bob, isAvailable: false);
        await to.SendAsync("<presence><priority>-1</priority></presence>");
        await to.SettleAsync();
        await from.SendMessageAsync($"{bob}@localhost", "1", "wait");
        await from.SettleAsync();

        await to.SendAsync("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
        Assert.Equal("p", (string?)(await to.ReadAsync()).Attribute("id"));
        await to.SendAsync("<presence><priority>0</priority></presence>");

        Assert.Equal("wait", await to.ExpectBodyAsync());
    }

    [Fact]
    public async Task Presence_LostWithItsNode_ComesBackWhenTheSessionMakesItselfKnown()
    {
        var (alice, bob) = await FriendsAsync();
        await using var watcher = await host.LogInAsync(alice);
        await using var friend = await host.LogInAsync(bob);
        await watcher.ExpectPresenceAsync("");
        var grain = host.Server.Services.GetRequiredService<IGrainFactory>().GetGrain<IPresenceGrain>(bob + "@localhost");
        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        while ((await grain.GetPresentAsync(CancellationToken.None)).Length > 0)
        {
        }

        host.Server.Services.GetRequiredService<SessionDirectory>().Sessions.OfType<DeviceSession>().Single(session => session.Jid.ToString() == friend.Address).Presence!.Remind();

        Assert.Equal(friend.Address, (await watcher.ExpectPresenceAsync("")).From);
        Assert.Single(await grain.GetPresentAsync(CancellationToken.None));
    }

    private async Task<StandardClient> LogInWithRosterAsync(string name)
    {
        var client = await host.LogInAsync(name, isAvailable: false);
        await client.SendAsync("<iq type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>");
        await client.ExpectAsync("iq");
        await client.SendAsync("<presence/>");
        await client.SettleAsync();
        return client;
    }

    /// <summary>Two accounts that see each other, with nobody logged in.</summary>
    private async Task<(string One, string Other)> FriendsAsync()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var one = await host.LogInAsync(alice, isAvailable: false);
        await using var other = await host.LogInAsync(bob, isAvailable: false);
        await one.SendAsync($"<presence type='subscribe' to='{bob}@localhost'/>");
        await one.SettleAsync();
        await other.SendAsync($"<presence type='subscribed' to='{alice}@localhost'/><presence type='subscribe' to='{alice}@localhost'/>");
        await other.SettleAsync();
        await one.SendAsync($"<presence type='subscribed' to='{bob}@localhost'/>");
        await one.SettleAsync();
        return (alice, bob);
    }

    private Task<int> BlockAsync(string owner, string peer) => host.Server.Services.GetRequiredService<IDatabase>().WriteAsync(
        connection => connection.Execute(
            "INSERT INTO relation (owner, peer, state, requests, changed_at) VALUES (@owner, @peer, @state, 0, 0)",
            new { owner = owner + "@localhost", peer = peer + "@localhost", state = (int)RelationState.Blocked }),
        CancellationToken.None);
}
