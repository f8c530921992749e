using System.Globalization;
using System.Xml.Linq;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Streams;

public sealed class ResumptionTests(StreamHost host) : IClassFixture<StreamHost>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resumption_AfterACut_SendsWhatWasNotAcknowledgedAndWhatCameMeanwhile(bool webSocket)
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        await using var before = await host.LogInAsync(bob + "/1", webSocket);
        await sender.SendMessageAsync(bob, "seen");
        await sender.SendMessageAsync(bob, "lost");
        await before.SeekAsync("message");
        await before.SeekAsync("message");
        before.Cut();
        await sender.SendMessageAsync(bob, "meanwhile");
        await sender.RequestAcknowledgementAsync();
        await sender.SeekAsync("a");

        await using var after = await host.ConnectAsync(webSocket);
        var success = await after.LogInAsync(bob + "/1", before.NextToken, before.ResumptionId, handled: 1);

        Assert.NotNull(success.Element(TestClient.Management + "resumed"));
        Assert.Equal("lost", (string?)(await after.SeekAsync("message")).Attribute("id"));
        Assert.Equal("meanwhile", (string?)(await after.SeekAsync("message")).Attribute("id"));
        await sender.SendMessageAsync(bob, "live");
        Assert.Equal("live", (string?)(await after.SeekAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Resumption_OfADeviceThatCountedLessThanItSaved_RepeatsNothingSaved()
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        await using var before = await host.LogInAsync(bob + "/1");
        await sender.SendMessageAsync(bob, "saved");
        await sender.SendMessageAsync(bob, "lost");
        var saved = (await before.SeekAsync("message")).Elements().Single(static child => child.Name.LocalName == "entry");
        await before.SeekAsync("message");
        await before.ConfirmAsync((long)saved.Attribute("seq")!);
        await before.RequestAcknowledgementAsync();
        await before.SeekAsync("a");
        before.Cut();

        await using var after = await host.ConnectAsync(webSocket: false);
        var success = await after.LogInAsync(bob + "/1", before.NextToken, before.ResumptionId, handled: 0);

        Assert.NotNull(success.Element(TestClient.Management + "resumed"));
        Assert.Equal("lost", (string?)(await after.SeekAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Resumption_WhileTheOldConnectionStillStands_TakesOver()
    {
        var device = StreamHost.NewDevice();
        await using var old = await host.LogInAsync(device);
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());

        await using var taker = await host.ConnectAsync(webSocket: false);
        var success = await taker.LogInAsync(device, old.NextToken, old.ResumptionId);

        Assert.NotNull(success.Element(TestClient.Management + "resumed"));
        await old.WaitForEndAsync();
        await sender.SendMessageAsync(device[..^2], "after");
        Assert.Equal("after", (string?)(await taker.SeekAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Resumption_OfTheSender_TellsHowFarTheHostCommitted()
    {
        var bob = StreamHost.NewAccount();
        var device = StreamHost.NewDevice();
        await using var receiver = await host.LogInAsync(bob + "/1");
        await using var sender = await host.LogInAsync(device);
        for (var number = 0; number < 50; number++)
        {
            await sender.SendMessageAsync(bob, $"m{number}");
        }

        await receiver.SeekAsync("message");
        sender.Cut();
        await using var again = await host.ConnectAsync(webSocket: false);
        var success = await again.LogInAsync(device, sender.NextToken, sender.ResumptionId);

        var handled = int.Parse((string)success.Element(TestClient.Management + "resumed")!.Attribute("h")!, CultureInfo.InvariantCulture);
        Assert.InRange(handled, 1, 50);
        for (var number = handled; number < 50; number++)
        {
            await again.SendMessageAsync(bob, $"m{number}");
        }

        for (var number = 1; number < 50; number++)
        {
            Assert.Equal($"m{number}", (string?)(await receiver.SeekAsync("message")).Attribute("id"));
        }
    }

    [Fact]
    public async Task Resumption_WithAnotherDevicesId_BindsANewSessionInstead()
    {
        await using var victim = await host.LogInAsync(StreamHost.NewDevice());
        await using var thief = await host.ConnectAsync(webSocket: false);

        var success = await thief.LogInAsync(StreamHost.NewDevice(), resume: victim.ResumptionId);

        Assert.NotNull(success.Element(TestClient.Management + "failed"));
        Assert.NotNull(success.Element(XNamespace.Get("urn:xmpp:bind:0") + "bound"));
    }

    [Fact]
    public async Task Resumption_AfterAProperClose_IsNotPossible()
    {
        var device = StreamHost.NewDevice();
        await using var first = await host.LogInAsync(device);
        await first.SendAsync("</stream:stream>");
        await first.WaitForEndAsync();
        await using var second = await host.ConnectAsync(webSocket: false);

        var success = await second.LogInAsync(device, first.NextToken, first.ResumptionId);

        Assert.NotNull(success.Element(TestClient.Management + "failed"));
    }

    [Fact]
    public async Task Acknowledgement_OfMoreThanWasSent_EndsTheStream()
    {
        await using var client = await host.LogInAsync(StreamHost.NewDevice());

        await client.SendAsync("<a xmlns='urn:xmpp:sm:3' h='1'/>");

        await StreamAssert.EndsWithAsync(client, "undefined-condition");
    }

    /// <summary>Cuts the connection after every number of messages that were read, resumes, and looks for gaps and doubles by count.</summary>
    [Fact]
    public async Task Resumption_AfterACutAtAnyPoint_LosesAndRepeatsNothing()
    {
        const int messages = 24;
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        var client = await host.LogInAsync(bob + "/1");
        var handled = 0u;
        for (var number = 0; number < messages; number++)
        {
            await sender.SendMessageAsync(bob, $"m{number}");
        }

        for (var read = 0; read < messages; read++)
        {
            Assert.Equal($"m{read}", (string?)(await client.SeekAsync("message")).Attribute("id"));
            handled++;
            client.Cut();
            var next = await host.ConnectAsync(webSocket: read % 2 == 1);
            var success = await next.LogInAsync(bob + "/1", client.NextToken, client.ResumptionId, handled);
            Assert.NotNull(success.Element(TestClient.Management + "resumed"));
            await client.DisposeAsync();
            client = next;
        }

        await sender.SendMessageAsync(bob, "end");
        Assert.Equal("end", (string?)(await client.SeekAsync("message")).Attribute("id"));
        await client.DisposeAsync();
    }
}
