using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Client.Outbox;
using Tombolo.Client.Tests.Support;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Tests.Outbox;

public class OutboxRepliesTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Acknowledged_Message_IsSentAndLeavesTheOutbox()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var stanza = await alice.WritesAsync(bea, "Hello");

        await new OutboxReplies(alice.Core).AcknowledgedAsync([stanza.Text("id")!], CancellationToken.None);

        Assert.Empty(alice.Core.Outbox);
        Assert.Equal(EntryState.Sent, (await alice.ThreadAsync(bea))[0].State);
        Assert.True(alice.Core.WhenOutboxEmpty().IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DevicesChanged_BeforeOrAfterTheAcknowledgement_IsWrittenAgainForTheNewList(bool acknowledged)
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var stanza = await alice.WritesAsync(bea, "Hello");
        if (acknowledged)
        {
            await new OutboxReplies(alice.Core).AcknowledgedAsync([stanza.Text("id")!], CancellationToken.None);
        }

        var error = Refused(stanza, "devices_changed");
        error.Element(Names.Client + "error")!.Add(Examples.Xml("devices-result.xml").Element(Names.Keys + "devices"));
        await new OutboxReplies(alice.Core).RefusedAsync(error, CancellationToken.None);

        var again = Assert.Single(alice.Core.Outbox);
        Assert.Equal(stanza.Text("id") + "~2", again.StanzaId);
        Assert.Null(again.Stanza);
        Assert.Equal(777u, Assert.Single(alice.Core.FindChat(bea.Address)!.Devices).RegistrationId);
        Assert.Single(await alice.ThreadAsync(bea), entry => entry.Notice == NoticeKind.KeyChanged);
    }

    [Theory]
    [InlineData("not_reachable")]
    [InlineData("policy_opted_out")]
    [InlineData("policy_quota")]
    public async Task Refused_ForGood_FailsWithTheCode(string code)
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var stanza = await alice.WritesAsync(bea, "Hello");

        await new OutboxReplies(alice.Core).RefusedAsync(Refused(stanza, code), CancellationToken.None);

        Assert.Empty(alice.Core.Outbox);
        Assert.Equal((EntryState.Failed, code), ((await alice.ThreadAsync(bea))[0].State, (await alice.ThreadAsync(bea))[0].Failure));
    }

    [Fact]
    public async Task Refused_ForNow_WaitsAndFailsAfterSomeAttempts()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var stanza = await alice.WritesAsync(bea, "Hello");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await new OutboxReplies(alice.Core).RefusedAsync(Refused(stanza, "internal_error"), CancellationToken.None);
            var waiting = Assert.Single(alice.Core.Outbox);
            Assert.True(waiting.NotBefore > _time.GetUtcNow());
            stanza = await alice.SealsAsync(waiting, bea);
        }

        await new OutboxReplies(alice.Core).RefusedAsync(Refused(stanza, "internal_error"), CancellationToken.None);

        Assert.Empty(alice.Core.Outbox);
        Assert.Equal(EntryState.Failed, (await alice.ThreadAsync(bea))[0].State);
    }

    [Fact]
    public async Task Refused_BySomebodyElse_ChangesNothing()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var error = Refused(await alice.WritesAsync(bea, "Hello"), "not_reachable");
        error.SetAttributeValue("from", "mallory@host.example");

        await new OutboxReplies(alice.Core).RefusedAsync(error, CancellationToken.None);

        Assert.Single(alice.Core.Outbox);
        Assert.Equal(EntryState.Queued, (await alice.ThreadAsync(bea))[0].State);
    }

    private static XElement Refused(XElement stanza, string code) => new(
        Names.Client + "message",
        new XAttribute("type", "error"),
        new XAttribute("from", stanza.Text("to")!),
        new XAttribute("id", stanza.Text("id")!),
        new XElement(Names.Client + "error", new XAttribute("type", "cancel"), new XElement(Names.Errors + "error", new XAttribute("code", code))));
}
