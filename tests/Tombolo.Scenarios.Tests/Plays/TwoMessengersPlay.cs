using Tombolo.Client;
using Tombolo.Scenarios.Tests.Stage;

namespace Tombolo.Scenarios.Tests.Plays;

/// <summary>
/// Alice and Carol are on the host, with their phone numbers. Bea is on Wren, with her e-mail address. Read it as a play: every
/// line is something a person does or sees, done by the real client against a real server.
/// </summary>
public class TwoMessengersPlay
{
    [Fact]
    public async Task ThirdPartyChats_FromOffToOnToOff_ThePeopleSeeWhatTheyShould()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var bea = await theatre.WrenUserAsync("Bea", "bea@wren.example");

        // Third-party chats are off at first: for Bea, Alice is not there.
        var refusal = await bea.CannotWriteAsync(alice, "Hello?");
        Assert.Equal("not_reachable", refusal.Code);
        Assert.Empty(alice.Phone.Requests);

        // Alice turns them on. Bea's first message is a request, with the name the host vouches for.
        await alice.TurnsThirdPartyChatsAsync(on: true);
        var hello = await bea.WritesAsync(alice, "Hello Alice, it is Bea from Wren");
        var request = await alice.SeesRequestAsync(bea);
        Assert.Equal("Hello Alice, it is Bea from Wren", request.Messages[0].Text);
        Assert.Equal(new PeerIdentifier("email", "bea@wren.example", "wren"), request.From);
        Assert.Equal("Wren", request.Partner?.Name);
        Assert.Empty(alice.Phone.Chats);

        // Before Alice decides, Bea learns nothing but that it was sent.
        await bea.SeesStateAsync(alice, hello, EntryState.Sent);

        // Alice accepts: now Bea sees that it was delivered, and then read.
        await alice.AcceptsAsync(bea);
        await bea.SeesStateAsync(alice, hello, EntryState.Delivered);
        await alice.ReadsAsync(bea);
        await bea.SeesStateAsync(alice, hello, EntryState.Read);
        Assert.True(alice.ChatWith(bea).IsThirdParty);
        Assert.Equal(0, alice.ChatWith(bea).Unread);

        // Both write both ways.
        var answer = await alice.WritesAsync(bea, "Hello Bea!");
        await bea.SeesTextAsync(alice, "Hello Bea!");
        await alice.SeesStateAsync(bea, answer, EntryState.Delivered);
        await bea.WritesAsync(alice, "It works");
        await alice.SeesTextAsync(bea, "It works");
        Assert.Equal(await alice.TextsAsync(bea), await bea.TextsAsync(alice));
        Assert.Equal(await alice.Phone.SafetyNumberAsync(bea.Address), await bea.Phone.SafetyNumberAsync(alice.Address));

        // Off again: Alice can read and not write; Bea gets a clear refusal.
        await alice.TurnsThirdPartyChatsAsync(on: false);
        Assert.Equal("policy_opted_out", alice.ChatWith(bea).ReadOnlyReason);
        Assert.Equal("policy_opted_out", (await alice.CannotWriteAsync(bea, "And now?")).Code);
        var refused = await bea.WritesAsync(alice, "Are you there?");
        await bea.SeesStateAsync(alice, refused, EntryState.Failed);
        Assert.Equal("policy_opted_out", (await bea.ThreadAsync(alice)).Single(entry => entry.Id == refused.Id).Failure);

        // On once more: nothing of what was refused comes, what is new does.
        await alice.TurnsThirdPartyChatsAsync(on: true);
        Assert.False(alice.ChatWith(bea).ReadOnly);
        await bea.WritesAsync(alice, "Good to have you back");
        await alice.SeesTextAsync(bea, "Good to have you back");
        Assert.DoesNotContain("Are you there?", await alice.TextsAsync(bea));
    }

    [Fact]
    public async Task NativeChat_AliceAndCarol_NeedsNoRequest()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var carol = await theatre.HostUserAsync("Carol", "+34600000002");

        var hello = await alice.WritesAsync(carol, "Hi Carol");

        await carol.SeesTextAsync(alice, "Hi Carol");
        await alice.SeesStateAsync(carol, hello, EntryState.Delivered);
        Assert.False(carol.ChatWith(alice).IsThirdParty);
        Assert.Equal(new PeerIdentifier("phone", "+34600000001"), carol.ChatWith(alice).Peer);
        Assert.Empty(carol.Phone.Requests);
    }
}
