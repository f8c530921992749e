using Microsoft.Extensions.Time.Testing;
using Tombolo.Client.Conversations;
using Tombolo.Client.Outbox;
using Tombolo.Client.Tests.Support;
using Tombolo.Client.Wire;
using Tombolo.Interop.Keys;

namespace Tombolo.Client.Tests.Inbox;

/// <summary>One person, two devices: the wire knows them already, the app has one so far.</summary>
public class SeveralDevicesTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Message_ToSomeoneWithTwoDevices_IsReadOnBoth()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        await using var tablet = await Phone.BesideAsync(bea, 2, _time);
        await alice.WritesAsync(bea, "To the phone alone");
        await alice.Core.StepAsync(change => change.Put(change.Enqueue(OutboxKind.Message, bea.Address) with { Content = alice.Core.Outbox[0].Content }), CancellationToken.None);

        var stanza = await alice.SealsAsync(alice.Core.Outbox[^1], [bea.Listed, tablet.Listed], tablet);
        await bea.ReceivesAsync(alice, stanza);
        await tablet.ReceivesAsync(alice, stanza);

        Assert.Equal(["1", "2"], stanza.Descendants(Names.Encryption + "to").Select(part => part.Text("device")));
        Assert.Equal(
            DeviceListDigest.Of([Digested(bea), Digested(tablet)]),
            stanza.Element(Names.Encryption + "encrypted")!.Text("devices"));
        Assert.Equal(["To the phone alone"], await bea.TextsAsync(alice));
        Assert.Equal(["To the phone alone"], await tablet.TextsAsync(alice));
    }

    [Fact]
    public async Task Message_WrittenOnOneDevice_StandsInTheThreadOfTheOther()
    {
        await using var alice = await Phone.CreateAsync("host.example", _time);
        await using var tablet = await Phone.BesideAsync(alice, 2, _time);
        await using var bea = await Phone.CreateAsync("host.example", _time);
        await alice.Core.StepAsync(change => change.Put(change.Device with { OwnDevices = [alice.Listed, tablet.Listed] }), CancellationToken.None);

        await new Letters(alice.Core).WriteAsync(new ChatRecord { Address = bea.Address }, "From the phone", CancellationToken.None);
        var copy = await alice.SealsAsync(Assert.Single(alice.Waiting(OutboxKind.Copy)), [alice.Listed, tablet.Listed], tablet);
        await tablet.ReceivesAsync(alice, copy);

        var entry = Assert.Single(await tablet.ThreadAsync(bea));
        Assert.Equal(("From the phone", EntryDirection.Outgoing, EntryState.Sent), (entry.Text, entry.Direction, entry.State));
        Assert.Equal((await alice.ThreadAsync(bea))[0].Id, entry.Id);
        Assert.Equal(0, tablet.Core.Chats[0].Unread);
    }

    private static ListedDevice Digested(Phone phone) => new(phone.Listed.Id, phone.Listed.RegistrationId, phone.Listed.IdentityKey);
}
