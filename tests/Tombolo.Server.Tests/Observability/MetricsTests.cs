using System.Text.RegularExpressions;
using Tombolo.Interop.Errors;
using Tombolo.Server.Abuse;
using Tombolo.Server.Tests.Streams;

namespace Tombolo.Server.Tests.Observability;

public sealed partial class MetricsTests(StreamHost host) : IClassFixture<StreamHost>
{
    [Fact]
    public async Task Conversation_WhenMeasured_IsCountedOnceAtEachStep()
    {
        using var measured = new Measurements();
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice(), webSocket: true);
        await using var receiver = await host.LogInAsync(bob + "/1");

        for (var number = 0; number < 3; number++)
        {
            await sender.SendMessageAsync(bob, $"m{number}", "RAECAwQFBgcICQoL");
            await receiver.ExpectAsync("message");
        }

        await sender.SendMessageAsync("nobody@elsewhere.example", "lost", "RAECAwQFBgcICQoL");
        await sender.ExpectAsync("message");
        measured.Observe();

        // Other tests of this class have a host of their own process-wide meter: at least, never less.
        Assert.InRange(measured.Sum("tombolo.messages.accepted"), 3, 1000);
        Assert.InRange(measured.Sum("tombolo.messages.delivered"), 3, 1000);
        Assert.InRange(measured.Sum("tombolo.stanzas.received", "message"), 4, 1000);
        Assert.InRange(measured.Sum("tombolo.stanzas.sent"), 4, 10_000);
        Assert.InRange(measured.Sum("tombolo.commit.messages"), 3, 1000);
        Assert.InRange(measured.Sum("tombolo.logins", "HT-SHA-256-NONE", "accepted"), 1, 1000);
        Assert.InRange(measured.Sum("tombolo.connections.opened", "websocket"), 1, 1000);
        Assert.InRange(measured.Sum("tombolo.connection.count", "direct_tls", "bound"), 1, 1000);
        Assert.InRange(measured.Sum("tombolo.session.count", "connected"), 2, 1000);
        Assert.True(measured.Sum("tombolo.message.accept.duration") > 0, "no duration was told");
        Assert.True(measured.Sum("tombolo.commit.duration") > 0, "no commit was told");
    }

    [Fact]
    public async Task Refusal_OfAMessage_IsCountedByItsCode()
    {
        using var measured = new Measurements();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());

        await sender.SendMessageAsync("nobody@localhost", "lost", "RAECAwQFBgcICQoL");
        await sender.ExpectAsync("message");

        Assert.InRange(measured.Sum("tombolo.messages.refused", ErrorCode.NotReachable.ToWireName()), 1, 1000);
    }

    [Fact]
    public async Task Instruments_OfTheHost_AreNamedByConvention()
    {
        using var measured = new Measurements();
        await using var anybody = await host.LogInAsync(StreamHost.NewDevice());
        RateMetrics.Refused("naming");

        Assert.NotEmpty(measured.Instruments);
        Assert.All(measured.Instruments, static instrument =>
        {
            Assert.Matches(Name(), instrument.Name);
            Assert.Matches(Unit(), instrument.Unit);
            Assert.EndsWith(".", instrument.Description, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Tags_WhateverAPeerWrites_ComeFromClosedSets()
    {
        using var measured = new Measurements();
        await using var client = await host.ConnectAsync(webSocket: false);
        await client.OpenAsync();

        await client.SendAsync("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='MALLORY-1'><initial-response>AAAA</initial-response></authenticate>");
        await client.SeekAsync("failure");

        Assert.DoesNotContain("MALLORY-1", measured.TagValues);
        Assert.InRange(measured.Sum("tombolo.logins", "_OTHER", "refused"), 1, 1000);
    }

    [GeneratedRegex("^tombolo(\\.[a-z]+(_[a-z]+)*)+$")]
    private static partial Regex Name();

    [GeneratedRegex("^(s|By|\\{[a-z]+\\})$")]
    private static partial Regex Unit();
}
