using System.Xml.Linq;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Whole;

/// <summary>Accounts, consent and keys together with streams, routing and mailboxes: nothing is replaced.</summary>
public sealed class FirstConversationTests
{
    private static readonly XNamespace Mailbox = "urn:tombolo:mailbox:0";
    private static readonly XNamespace Identity = "urn:tombolo:identity:0";

    [Fact]
    public async Task Bea_WritesToAlice_FromOffToRequestToContactToOff()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var phone = new TestDevice();
        using var laptop = new TestDevice();
        await using var alice = await TestPerson.LogInAsync(host, await host.RegisterAsync("+34600000001", phone));
        await using var bea = await TestPerson.LogInAsync(host, await host.EnlistAsync(laptop));
        var digest = Interop.Keys.DeviceListDigest.Of([new Interop.Keys.ListedDevice(1, 4711, phone.Keys.IdentityKey)]);
        var beasDigest = Interop.Keys.DeviceListDigest.Of([new Interop.Keys.ListedDevice(1, 4711, laptop.Keys.IdentityKey)]);

        // Off: nobody is there.
        Assert.Equal("not_reachable", CodeOf(await bea.AskAsync("get", Iqs.Find("phone", "+34600000001"))));
        Assert.Equal("not_reachable", await bea.SendAsync(alice, digest));
        Assert.Equal("policy_opted_out", await alice.SendAsync(bea, beasDigest));

        // On: a request, with the identity from the host.
        Assert.Null(CodeOf(await alice.AskAsync("set", Iqs.ThirdPartyChats(enabled: true, "wren"))));
        var found = await bea.AskAsync("get", Iqs.Find("phone", "+34600000001"));
        Assert.Equal(alice.Enrolled.Account, (string?)found.Descendants(Iqs.Lookup + "identifier").Single().Attribute("address"));
        Assert.Equal(digest, (string?)(await bea.AskAsync("get", Iqs.Devices, alice)).Descendants(Iqs.Keys + "devices").Single().Attribute("digest"));
        Assert.Null(await bea.SendAsync(alice, digest));
        var request = await alice.ReceiveAsync();
        Assert.Equal("true", (string?)request.Element(Mailbox + "entry")!.Attribute("request"));
        Assert.Equal(["email", "bea@wren.example", "wren"], request.Element(Identity + "identity")!.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => a.Value));

        // Accepted: both ways, without the mark.
        Assert.Null(CodeOf(await alice.AskAsync("set", Iqs.Decide("accept", bea.Enrolled))));
        Assert.Null(await bea.SendAsync(alice, digest, "message"));
        Assert.Null((await alice.ReceiveAsync()).Element(Mailbox + "entry")!.Attribute("request"));
        Assert.Null(await alice.SendAsync(bea, beasDigest));
        Assert.Null((await bea.ReceiveAsync()).Element(Mailbox + "entry")!.Attribute("request"));

        // Off again: both hear why.
        Assert.Null(CodeOf(await alice.AskAsync("set", Iqs.ThirdPartyChats(enabled: false))));
        Assert.Equal("policy_opted_out", await bea.SendAsync(alice, digest, "message"));
        Assert.Equal("policy_opted_out", await alice.SendAsync(bea, beasDigest, "message"));
    }

    [Fact]
    public async Task Stranger_DeclinedAfterTwoMessages_HearsWhatAnUnansweredOneHears()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var phone = new TestDevice();
        using var first = new TestDevice();
        using var second = new TestDevice();
        await using var alice = await TestPerson.LogInAsync(host, await host.RegisterAsync("+34600000001", phone));
        await using var declined = await TestPerson.LogInAsync(host, await host.EnlistAsync(first, "declined@wren.example", "declined"));
        await using var unanswered = await TestPerson.LogInAsync(host, await host.EnlistAsync(second, "unanswered@wren.example", "unanswered"));
        var digest = Interop.Keys.DeviceListDigest.Of([new Interop.Keys.ListedDevice(1, 4711, phone.Keys.IdentityKey)]);
        await alice.AskAsync("set", Iqs.ThirdPartyChats(enabled: true, "wren"));
        var answers = new List<(string? Declined, string? Unanswered)>();

        for (var message = 0; message < 7; message++)
        {
            if (message == 2)
            {
                await alice.AskAsync("set", Iqs.Decide("decline", declined.Enrolled));
            }

            answers.Add((await declined.SendAsync(alice, digest), await unanswered.SendAsync(alice, digest)));
        }

        Assert.All(answers, answer => Assert.Equal(answer.Unanswered, answer.Declined));
        Assert.Equal([null, null, null, null, null, "policy_quota", "policy_quota"], answers.Select(answer => answer.Declined));
    }

    [Fact]
    public async Task Bundle_AfterAMessageMadeWithIt_HasFreshKeys()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var mine = new TestDevice();
        using var theirs = new TestDevice();
        await using var alice = await TestPerson.LogInAsync(host, await host.RegisterAsync("+34600000001", mine));
        await using var carol = await TestPerson.LogInAsync(host, await host.RegisterAsync("+34600000002", theirs));
        var digest = Interop.Keys.DeviceListDigest.Of([new Interop.Keys.ListedDevice(1, 4711, theirs.Keys.IdentityKey)]);

        Assert.Equal("1", await PreKeyAsync(alice, carol));
        Assert.Equal("1", await PreKeyAsync(alice, carol));
        Assert.Null(await alice.SendAsync(carol, digest));

        Assert.Equal("2", await PreKeyAsync(alice, carol));
    }

    [Fact]
    public async Task Register_Again_EndsTheOldSessionEmptiesTheMailboxAndTellsContacts()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var before = new TestDevice();
        using var after = new TestDevice();
        using var theirs = new TestDevice();
        var old = await TestPerson.LogInAsync(host, await host.RegisterAsync("+34600000001", before));
        await using var carol = await TestPerson.LogInAsync(host, await host.RegisterAsync("+34600000002", theirs));
        var digest = Interop.Keys.DeviceListDigest.Of([new Interop.Keys.ListedDevice(1, 4711, before.Keys.IdentityKey)]);
        Assert.Null(await carol.SendAsync(old, digest));
        await old.ReceiveAsync();

        var enrolled = await host.RegisterAsync("+34600000001", after);

        await old.WaitForEndAsync();
        await old.DisposeAsync();
        var notice = await carol.ReceiveAsync();
        Assert.Equal(enrolled.Account, (string?)notice.Attribute("from"));
        Assert.Equal(Convert.ToBase64String(after.Keys.IdentityKey), notice.Descendants(Iqs.Keys + "identity").Single().Value);

        // What was written for the old device is gone, and a message for it is refused with the new list.
        await using var alice = await TestPerson.LogInAsync(host, enrolled);
        Assert.Equal("devices_changed", await carol.SendAsync(alice, digest));
        var fresh = Interop.Keys.DeviceListDigest.Of([new Interop.Keys.ListedDevice(1, 4711, after.Keys.IdentityKey)]);
        Assert.Null(await carol.SendAsync(alice, fresh));
        var received = await alice.ReceiveAsync();
        Assert.Equal("t3", (string?)received.Attribute("id"));
    }

    [Fact]
    public async Task Retry_OfAnUndecidedPerson_AcceptsNobody()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var phone = new TestDevice();
        using var laptop = new TestDevice();
        await using var alice = await TestPerson.LogInAsync(host, await host.RegisterAsync("+34600000001", phone));
        await using var bea = await TestPerson.LogInAsync(host, await host.EnlistAsync(laptop));
        var digest = Interop.Keys.DeviceListDigest.Of([new Interop.Keys.ListedDevice(1, 4711, phone.Keys.IdentityKey)]);
        var beasDigest = Interop.Keys.DeviceListDigest.Of([new Interop.Keys.ListedDevice(1, 4711, laptop.Keys.IdentityKey)]);
        await alice.AskAsync("set", Iqs.ThirdPartyChats(enabled: true, "wren"));
        Assert.Null(await bea.SendAsync(alice, digest));

        Assert.Null(await alice.RetryAsync(bea, "t1"));
        Assert.Equal("requested", await StateAsync(alice));

        Assert.Null(await alice.SendAsync(bea, beasDigest));
        Assert.Equal("accepted", await StateAsync(alice));
    }

    [Fact]
    public async Task Send_ToWhoNeverWasOrIsGone_IsNotReachable()
    {
        await using var host = await FeatureHost.StartWholeAsync();
        using var phone = new TestDevice();
        using var laptop = new TestDevice();
        await using var alice = await TestPerson.LogInAsync(host, await host.RegisterAsync("+34600000001", phone));
        var bea = await TestPerson.LogInAsync(host, await host.EnlistAsync(laptop));
        await alice.AskAsync("set", Iqs.ThirdPartyChats(enabled: true, "wren"));

        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal("not_reachable", await alice.SendAsync($"{Guid.NewGuid()}@localhost", "digest"));
            Assert.Equal("not_reachable", await alice.SendAsync($"{Guid.NewGuid()}@wren.interop.localhost", "digest"));
        }

        var ended = await host.EndEnlistmentAsync(laptop, host.Claims(laptop, "delete"));
        Assert.Equal(System.Net.HttpStatusCode.NoContent, ended.StatusCode);
        await bea.WaitForEndAsync();
        Assert.Equal("not_reachable", await alice.SendAsync(bea.Enrolled.Account, "digest"));
        await bea.DisposeAsync();
    }

    private static async Task<string?> StateAsync(TestPerson owner) =>
        (string?)(await owner.AskAsync("get", new XElement(Iqs.Consent + "relations"))).Descendants(Iqs.Consent + "relation").Single().Attribute("state");

    private static async Task<string?> PreKeyAsync(TestPerson asker, TestPerson peer) =>
        (string?)(await asker.AskAsync("get", Iqs.Bundle, peer)).Descendants(Iqs.Keys + "prekey").SingleOrDefault()?.Attribute("id");

    private static string? CodeOf(XElement answer) => (string?)answer.Descendants(TestPerson.Errors + "error").SingleOrDefault()?.Attribute("code");
}
