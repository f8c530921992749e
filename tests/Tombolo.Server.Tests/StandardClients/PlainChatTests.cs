using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Tombolo.Server.Transport;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.StandardClients;

public sealed class PlainChatTests(StandardHost host) : IClassFixture<StandardHost>
{
    [Fact]
    public async Task Message_ToAnAvailableClient_ArrivesAsWrittenAndIsAcknowledged()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using var to = await host.LogInAsync(bob);

        await from.SendAsync($"<message type='chat' from='mallory@localhost' to='{bob}@localhost' id='m1'><body>Hi &amp; bye</body><identity xmlns='urn:tombolo:identity:0' type='phone' value='1'/></message>");
        await from.AskAsync();
        var message = await to.ExpectAsync("message");

        Assert.Equal($"{alice}@localhost/test", (string?)message.Attribute("from"));
        Assert.Equal("m1", (string?)message.Attribute("id"));
        Assert.Equal("Hi & bye", message.Element(StandardClient.Client + "body")!.Value);
        Assert.Single(message.Elements());
        // Presence and message: both were handled before the question.
        Assert.Equal("2", (string?)(await from.ExpectAsync("a")).Attribute("h"));
    }

    [Fact]
    public async Task Messages_WhileNobodyIsThere_WaitInOrderAndBearTheirTime()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using (await host.LogInAsync(bob))
        {
        }

        await using var from = await host.LogInAsync(alice);
        for (var number = 0; number < 100; number++)
        {
            await from.SendMessageAsync($"{bob}@localhost", $"m{number}", number.ToString(CultureInfo.InvariantCulture));
        }

        await from.AskAsync();
        await from.ExpectAsync("a");
        await using var to = await host.LogInAsync(bob);

        for (var number = 0; number < 100; number++)
        {
            var message = await to.ExpectAsync("message");
            Assert.Equal(number.ToString(CultureInfo.InvariantCulture), message.Element(StandardClient.Client + "body")!.Value);
            Assert.NotNull(message.Element(StandardClient.Delay + "delay")?.Attribute("stamp"));
        }
    }

    [Fact]
    public async Task Message_Acknowledged_IsNotSentAgain()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using (var first = await host.LogInAsync(bob))
        {
            await from.SendMessageAsync($"{bob}@localhost", "1", "seen");
            await first.ExpectAsync("message");
            await first.AcknowledgeAsync();
            await host.EmptyAsync(bob);
        }

        await from.SendMessageAsync($"{bob}@localhost", "2", "new");
        await using var second = await host.LogInAsync(bob);

        Assert.Equal("new", await second.ExpectBodyAsync());
    }

    [Fact]
    public async Task Message_NeverAcknowledged_ComesAgainAtTheNextLogin()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using (var first = await host.LogInAsync(bob))
        {
            await from.SendMessageAsync($"{bob}@localhost", "1", "unseen");
            await first.ExpectAsync("message");
            first.Cut();
        }

        await using var second = await host.LogInAsync(bob);

        Assert.Equal("unseen", await second.ExpectBodyAsync());
    }

    [Fact]
    public async Task Message_WithoutStreamManagement_GoesWhenItIsWritten()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using (var first = await host.LogInAsync(bob, isManaged: false))
        {
            await from.SendMessageAsync($"{bob}@localhost", "1", "written");
            Assert.Equal("written", await first.ExpectBodyAsync());
            await host.EmptyAsync(bob);
        }

        await from.SendMessageAsync($"{bob}@localhost", "2", "later");
        await using var second = await host.LogInAsync(bob);

        Assert.Equal("later", await second.ExpectBodyAsync());
    }

    [Fact]
    public async Task Client_ThatIsNotAvailable_GetsNothingUntilItIs()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using var to = await host.LogInAsync(bob, isAvailable: false);
        await from.SendMessageAsync($"{bob}@localhost", "1", "wait");
        await from.AskAsync();
        await from.ExpectAsync("a");

        await to.SendAsync("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
        Assert.Equal("iq", (await to.ReadAsync()).Name.LocalName);
        await to.SendAsync("<presence/>");

        Assert.Equal("wait", await to.ExpectBodyAsync());
    }

    [Fact]
    public async Task Connection_CutAndResumed_LosesNothingAndRepeatsNothing()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        var first = await host.LogInAsync(bob);
        await from.SendMessageAsync($"{bob}@localhost", "1", "one");
        Assert.Equal("one", await first.ExpectBodyAsync());
        var (id, handled) = (first.ResumptionId!, first.Handled);
        first.Cut();
        await from.SendMessageAsync($"{bob}@localhost", "2", "two");
        await from.AskAsync();
        await from.ExpectAsync("a");

        await using var second = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await second.OpenAsync();
        await second.AuthenticateAsync(bob, StandardHost.Password);
        Assert.Equal("resumed", (await second.ResumeAsync(id, handled)).Name.LocalName);

        Assert.Equal("two", await second.ExpectBodyAsync());
        await from.SendMessageAsync($"{bob}@localhost", "3", "three");
        Assert.Equal("three", await second.ExpectBodyAsync());
    }

    [Fact]
    public async Task Resume_WithAnothersId_FailsAndBindingStillWorks()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using var thief = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await thief.OpenAsync();
        await thief.AuthenticateAsync(bob, StandardHost.Password);

        Assert.Equal("failed", (await thief.ResumeAsync(from.ResumptionId!, 0)).Name.LocalName);
        await thief.BindAsync("mine");

        Assert.Equal($"{bob}@localhost/mine", thief.Address);
    }

    [Fact]
    public async Task ChatState_ToAnAbsentClient_IsNotKept()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using (await host.LogInAsync(bob))
        {
        }

        await from.SendAsync($"<message type='chat' to='{bob}@localhost'><composing xmlns='http://jabber.org/protocol/chatstates'/><thread>t</thread></message>");
        await from.SendMessageAsync($"{bob}@localhost", "1", "text");
        await from.AskAsync();
        await from.ExpectAsync("a");
        await using var to = await host.LogInAsync(bob);

        Assert.NotNull((await to.ExpectAsync("message")).Element(StandardClient.Client + "body"));
    }

    [Fact]
    public async Task AccountWithTwoClients_BothGetTheMessage()
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using var one = await host.LogInAsync(bob);
        await using var two = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await two.OpenAsync();
        await two.AuthenticateAsync(bob, StandardHost.Password);
        await two.BindAsync("other");
        await two.SendAsync("<presence/><iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
        await two.ExpectAsync("iq");

        await from.SendMessageAsync($"{bob}@localhost", "1", "both");

        Assert.Equal("both", await one.ExpectBodyAsync());
        Assert.Equal("both", await two.ExpectBodyAsync());
    }

    [Fact]
    public async Task ClientThatDropped_MissesNothingThatAnotherOfTheAccountAcknowledged()
    {
        const int messages = 200;
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using var one = await host.LogInAsync(bob);
        var two = await host.LogInAsync(bob, resource: "other");
        await two.SettleAsync();
        var (id, handled) = (two.ResumptionId!, two.Handled);
        two.Cut();
        await host.SleepsAsync(two.Address);

        for (var number = 0; number < messages; number++)
        {
            await from.SendMessageAsync($"{bob}@localhost", $"m{number}", $"{number}");
        }

        for (var number = 0; number < messages; number++)
        {
            Assert.Equal($"{number}", await one.ExpectBodyAsync());
        }

        await one.AcknowledgeAsync();
        await host.EmptyAsync(bob);
        await using var back = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await back.OpenAsync();
        await back.AuthenticateAsync(bob, StandardHost.Password);
        Assert.Equal("resumed", (await back.ResumeAsync(id, handled)).Name.LocalName);
        for (var number = 0; number < messages; number++)
        {
            Assert.Equal($"{number}", await back.ExpectBodyAsync());
        }

        await from.SendMessageAsync($"{bob}@localhost", "last", "last");
        Assert.Equal("last", await back.ExpectBodyAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<presence><priority>-1</priority></presence>")]
    public async Task Headline_GoesOnlyToClientsThatTakeMessages(string presence)
    {
        var (alice, bob) = (host.NewAccount(), host.NewAccount());
        await using var from = await host.LogInAsync(alice);
        await using var takes = await host.LogInAsync(bob);
        await takes.SettleAsync();
        await using var other = await host.LogInAsync(bob, isAvailable: false, resource: "other");
        await other.SendAsync(presence);
        await other.SettleAsync();

        await from.SendAsync($"<message type='headline' to='{bob}@localhost' id='news'><body>news</body></message>");
        Assert.Equal("news", await takes.ExpectBodyAsync());

        await other.SendAsync("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
        await other.ExpectAsync("iq");
    }

    [Theory]
    [InlineData("nobody@localhost")]
    [InlineData("someone@elsewhere.example")]
    [InlineData("localhost")]
    public async Task Error_ToAnybody_IsNeverAnswered(string to)
    {
        await using var from = await host.LogInAsync(host.NewAccount(), isAvailable: false);

        await from.SendAsync($"<message type='error' to='{to}' id='e'><body>x</body><error type='cancel'/></message><iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");

        Assert.Equal("p", (string?)(await from.ReadAsync()).Attribute("id"));
    }

    [Fact]
    public async Task Session_OfAHostThatWasRestarted_CannotBeResumedAndItsMessagesComeLate()
    {
        var folder = Directory.CreateTempSubdirectory("tombolo-standard-").FullName;
        var options = new ServerHostOptions { DataFolder = folder, HasRealAccounts = true, Configure = options => options.StandardClients.PlainChat = true };
        string bob, id;
        await using (var server = await ServerHost.StartAsync(options))
        {
            bob = StandardHost.NewAccount(folder);
            await using var from = await StandardClient.LogInAsync(server.PlainPort, StandardHost.NewAccount(folder), StandardHost.Password);
            await using var to = await StandardClient.LogInAsync(server.PlainPort, bob, StandardHost.Password);
            await from.SendMessageAsync(bob + "@localhost", "1", "kept");
            Assert.Equal("kept", await to.ExpectBodyAsync());
            id = to.ResumptionId!;
        }

        await using (var server = await ServerHost.StartAsync(options))
        {
            await using var back = await StandardClient.ConnectAsync(server.PlainPort);
            await back.OpenAsync();
            await back.AuthenticateAsync(bob, StandardHost.Password);
            var refusal = await back.ResumeAsync(id, 1);
            Assert.Equal("failed", refusal.Name.LocalName);
            Assert.Equal("item-not-found", Assert.Single(refusal.Elements()).Name.LocalName);
            await back.BindAsync("test");
            await back.SendAsync("<presence/>");
            var message = await back.ExpectAsync("message");
            Assert.NotNull(message.Element(StandardClient.Delay + "delay"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("nobody@localhost", "service_unavailable")]
    [InlineData("bea@wren.interop.localhost", "policy_plaintext")]
    [InlineData("someone@elsewhere.example", "not_reachable")]
    public async Task Message_ThatCannotBeDelivered_IsRefusedWithItsCode(string to, string code)
    {
        await using var from = await host.LogInAsync(host.NewAccount());

        await from.SendMessageAsync(to, "1", "hello");
        var refusal = await from.ExpectAsync("message");

        Assert.Equal("error", (string?)refusal.Attribute("type"));
        Assert.Equal(code, (string?)refusal.Descendants("{urn:tombolo:errors:0}error").Single().Attribute("code"));
    }

    [Fact]
    public async Task PlainChat_SwitchedOff_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("tombolo-standard-").FullName;
        await using (var server = await ServerHost.StartAsync(new ServerHostOptions { DataFolder = folder, HasRealAccounts = true }))
        {
            await using var client = await StandardClient.LogInAsync(server.PlainPort, StandardHost.NewAccount(folder), StandardHost.Password);
            await client.SendMessageAsync(StandardHost.NewAccount(folder) + "@localhost", "1", "hello");
            var refusal = await client.ExpectAsync("message");
            Assert.Equal("policy_plaintext", (string?)refusal.Descendants("{urn:tombolo:errors:0}error").Single().Attribute("code"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void PlainListener_BeyondLoopback_IsRefused()
    {
        var kestrel = new Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions();

        Assert.Throws<ArgumentException>(() => kestrel.ListenXmppPlain(new System.Net.IPEndPoint(System.Net.IPAddress.Any, 5222)));
    }
}
