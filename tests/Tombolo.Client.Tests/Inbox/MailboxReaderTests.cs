using Microsoft.Extensions.Time.Testing;
using Tombolo.Client.Conversations;
using Tombolo.Client.Outbox;
using Tombolo.Client.Storage;
using Tombolo.Client.Tests.Support;

namespace Tombolo.Client.Tests.Inbox;

public class MailboxReaderTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Messages_InAnotherOrder_AreAllRead()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var first = await alice.WritesAsync(bea, "First");
        var second = await alice.WritesAsync(bea, "Second");
        var third = await alice.WritesAsync(bea, "Third");

        await bea.ReceivesAsync(alice, third);
        await bea.ReceivesAsync(alice, first);
        await bea.ReceivesAsync(alice, second);

        Assert.Equal(["Third", "First", "Second"], await bea.TextsAsync(alice));
        Assert.Empty(bea.Waiting(OutboxKind.Retry));
    }

    [Fact]
    public async Task Message_Twice_IsShownOnceAndCausesNoRetry()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var message = await alice.WritesAsync(bea, "Once");

        await bea.ReceivesAsync(alice, message, sequence: 1);
        await bea.ReceivesAsync(alice, message, sequence: 1);
        await bea.ReceivesAsync(alice, message, sequence: 2);

        Assert.Equal(["Once"], await bea.TextsAsync(alice));
        Assert.Empty(bea.Waiting(OutboxKind.Retry));
        Assert.Equal(2, bea.Core.Device.LastSequence);
    }

    [Fact]
    public async Task Message_WhenTheDiskIsFull_IsReadLaterAsIfForTheFirstTime()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        var message = await alice.WritesAsync(bea, "Not lost");

        bea.Store.Refuses = true;
        await Assert.ThrowsAsync<IOException>(() => bea.ReceivesAsync(alice, message, sequence: 1));
        Assert.Equal(0, bea.Core.Device.LastSequence);
        Assert.Empty(bea.Events);
        bea.Store.Refuses = false;
        await bea.ReceivesAsync(alice, message, sequence: 1);

        Assert.Equal(["Not lost"], await bea.TextsAsync(alice));
    }

    [Fact]
    public async Task Message_OfAContact_QueuesOneDeliveredReceiptForSeveral()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);

        await bea.ReceivesAsync(alice, await alice.WritesAsync(bea, "One"));
        await bea.ReceivesAsync(alice, await alice.WritesAsync(bea, "Two"));

        Assert.Equal(2, Assert.Single(bea.Waiting(OutboxKind.Receipts)).Receipts.Count);
    }

    [Fact]
    public async Task Message_OfAStranger_IsARequestWithoutReceiptOrRetry()
    {
        await using var bea = await Phone.CreateAsync("wren.interop.host.example", _time);
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await alice.ReceivesAsync(bea, await bea.WritesAsync(alice, "Hello"), request: true);
        await alice.LosesSessionsAsync();

        var damaged = await bea.WritesAsync(alice, "Unreadable");
        await alice.ReceivesAsync(bea, damaged, request: true);

        var request = Assert.Single(alice.Core.Requests);
        Assert.Equal("Hello", request.Messages[0].Text);
        Assert.Empty(alice.Core.Chats);
        Assert.Empty(alice.Core.Outbox);
        Assert.Equal(2, alice.Events.OfType<RequestReceived>().Count() + request.Messages.Count(entry => entry.State == EntryState.Waiting));
    }

    [Fact]
    public async Task Message_WrittenForAnotherChat_IsNotTaken()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        await using var carol = await Phone.CreateAsync("host.example", _time);
        await alice.WritesAsync(carol, "For Carol");
        var forCarol = alice.Core.Outbox[^1].Content!;
        await alice.Core.StepAsync(change => change.Put(change.Enqueue(OutboxKind.Message, bea.Address) with { Content = forCarol }), CancellationToken.None);
        await alice.Core.StepAsync(change => change.Put(new ChatRecord { Address = bea.Address }), CancellationToken.None);

        await bea.ReceivesAsync(alice, await alice.SealsAsync(alice.Core.Outbox[^1], bea));

        Assert.Empty(await bea.TextsAsync(alice));
    }

    [Fact]
    public async Task Restart_AfterMessages_KnowsChatsAndOutbox()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        await bea.ReceivesAsync(alice, await alice.WritesAsync(bea, "Hello"));
        using var http = new HttpClient();

        var again = await Device.DeviceCore.OpenAsync(bea.Store, new MessengerOptions { Server = new Uri("http://localhost"), Http = http }, CancellationToken.None);

        Assert.Equal(bea.Core.Chats, again.Chats);
        Assert.Equal(bea.Core.Outbox.Select(record => record.StanzaId), again.Outbox.Select(record => record.StanzaId));
        Assert.Equal(bea.Core.Device.LastSequence, again.Device.LastSequence);
        Assert.NotEmpty(await bea.Store.ListAsync(Tables.Sessions, CancellationToken.None));
    }
}
