using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Client.Outbox;
using Tombolo.Client.Tests.Support;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Tests.Inbox;

/// <summary>The rules of docs/protocol.md section 9 for messages that could not be decrypted.</summary>
public class RetryTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task LostSession_Complaint_BringsTheMessageInItsPlace()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var (_, retry) = await LoseOneAsync(alice, bea);
        Assert.Equal(EntryState.Waiting, (await bea.ThreadAsync(alice))[1].State);

        await alice.ReceivesAsync(bea, retry);
        var resend = Assert.Single(alice.Waiting(OutboxKind.Resend));
        await bea.ReceivesAsync(alice, await alice.SealsAsync(resend, bea));

        Assert.Equal(["Hello", "Lost"], await bea.TextsAsync(alice));
        Assert.Equal(EntryState.Delivered, (await bea.ThreadAsync(alice))[1].State);
        Assert.Equal(2, bea.Core.Chats[0].Unread);
    }

    [Fact]
    public async Task Complaint_RepeatedTooOften_IsNotAnswered()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var (_, retry) = await LoseOneAsync(alice, bea);

        for (var complaint = 0; complaint < 5; complaint++)
        {
            _time.Advance(TimeSpan.FromHours(2));
            await alice.ReceivesAsync(bea, retry);
        }

        Assert.Equal(3, alice.Waiting(OutboxKind.Resend).Count);
    }

    [Fact]
    public async Task Complaint_AfterAWeek_IsNotAnswered()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var (_, retry) = await LoseOneAsync(alice, bea);

        _time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        await alice.ReceivesAsync(bea, retry);

        Assert.Empty(alice.Waiting(OutboxKind.Resend));
    }

    [Fact]
    public async Task Complaint_AboutAnotherPersonsMessage_IsNotAnswered()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        await using var mallory = await Phone.CreateAsync("host.example", _time);
        var (_, retry) = await LoseOneAsync(alice, bea);
        await alice.ReceivesAsync(mallory, await mallory.WritesAsync(alice, "I am nice"));

        await alice.ReceivesAsync(mallory, retry);

        Assert.Empty(alice.Waiting(OutboxKind.Resend));
    }

    [Fact]
    public async Task Complaint_AboutADeliveredMessage_IsNotAnswered()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var (_, retry) = await LoseOneAsync(alice, bea);
        await alice.ReceivesAsync(bea, retry);
        await bea.ReceivesAsync(alice, await alice.SealsAsync(Assert.Single(alice.Waiting(OutboxKind.Resend)), bea));
        await alice.ReceivesAsync(bea, await bea.SealsAsync(bea.Waiting(OutboxKind.Receipts)[^1], alice));
        Assert.Equal(EntryState.Delivered, (await alice.ThreadAsync(bea))[^1].State);

        await alice.ReceivesAsync(bea, retry);

        Assert.Single(alice.Waiting(OutboxKind.Resend));
    }

    [Fact]
    public async Task SecondNewSession_WithinTheHour_IsNotMade()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var (_, retry) = await LoseOneAsync(alice, bea);
        await alice.ReceivesAsync(bea, retry);
        await bea.ReceivesAsync(alice, await alice.SealsAsync(Assert.Single(alice.Waiting(OutboxKind.Resend)), bea));

        _time.Advance(TimeSpan.FromMinutes(10));
        var (_, soon) = await LoseAnotherAsync(alice, bea);
        await alice.ReceivesAsync(bea, soon);
        Assert.Single(alice.Waiting(OutboxKind.Resend));

        _time.Advance(TimeSpan.FromHours(1));
        await alice.ReceivesAsync(bea, soon);
        Assert.Equal(2, alice.Waiting(OutboxKind.Resend).Count);
    }

    private static async Task<(XElement Lost, XElement Retry)> LoseOneAsync(Phone alice, Phone bea)
    {
        await bea.ReceivesAsync(alice, await alice.WritesAsync(bea, "Hello"));
        await alice.ReceivesAsync(bea, await bea.SealsAsync(Assert.Single(bea.Waiting(OutboxKind.Receipts)), alice));
        return await LoseAnotherAsync(alice, bea);
    }

    private static async Task<(XElement Lost, XElement Retry)> LoseAnotherAsync(Phone alice, Phone bea)
    {
        await bea.LosesSessionsAsync();
        var lost = await alice.WritesAsync(bea, "Lost");

        // A prekey message starts a session by itself; only one within a session is lost with it.
        if (lost.Descendants(Names.Encryption + "to").Single().Text("kind") == "prekey")
        {
            lost.Descendants(Names.Encryption + "to").Single().Value = Damaged(lost.Descendants(Names.Encryption + "to").Single().Value);
        }

        await bea.ReceivesAsync(alice, lost);
        return (lost, await bea.SealsAsync(bea.Waiting(OutboxKind.Retry)[^1], alice));
    }

    private static string Damaged(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        bytes[^1] ^= 1;
        return Convert.ToBase64String(bytes);
    }
}
