using System.Buffers.Text;
using Tombolo.Client;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Keys;
using Tombolo.Scenarios.Tests.Stage;
using Tombolo.Signal;

namespace Tombolo.Scenarios.Tests.Plays;

/// <summary>What a stranger gets to know before being accepted: nothing.</summary>
public class StrangersPlay
{
    [Fact]
    public async Task Stranger_Declined_SeesOnlyThatItWasSent()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var bea = await theatre.WrenUserAsync("Bea", "bea@wren.example");
        await alice.TurnsThirdPartyChatsAsync(on: true);

        var first = await bea.WritesAsync(alice, "Buy this");
        await alice.SeesRequestAsync(bea);
        await alice.DeclinesAsync(bea);
        var second = await bea.WritesAsync(alice, "Really, buy this");
        await bea.SeesStateAsync(alice, second, EntryState.Sent);

        await bea.SeesStateAsync(alice, first, EntryState.Sent);
        Assert.Empty(alice.Phone.Requests);
        Assert.Empty(alice.Phone.Chats);
        Assert.Single(await alice.ThreadAsync(bea));
    }

    [Fact]
    public async Task Stranger_WritingSeveralTimes_IsOneRequestOfAtMostFive()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var bea = await theatre.WrenUserAsync("Bea", "bea@wren.example");
        await alice.TurnsThirdPartyChatsAsync(on: true);

        foreach (var number in Enumerable.Range(1, 5))
        {
            await bea.WritesAsync(alice, $"Message {number}");
        }

        await alice.SeesRequestAsync(bea, messages: 5);
        var tooMuch = await bea.WritesAsync(alice, "Message 6");
        await bea.SeesStateAsync(alice, tooMuch, EntryState.Failed);
        Assert.Equal("policy_quota", (await bea.ThreadAsync(alice))[^1].Failure);

        await alice.AcceptsAsync(bea);
        await bea.WritesAsync(alice, "Message 7");
        await alice.SeesTextAsync(bea, "Message 7");
    }

    [Fact]
    public async Task Contact_Blocked_WritesIntoTheVoid()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var bea = await theatre.WrenUserAsync("Bea", "bea@wren.example");
        await alice.TurnsThirdPartyChatsAsync(on: true);
        await bea.WritesAsync(alice, "Hello");
        await alice.SeesRequestAsync(bea);
        await alice.AcceptsAsync(bea);

        await alice.BlocksAsync(bea);
        var lost = await bea.WritesAsync(alice, "Can you hear me?");
        await bea.SeesStateAsync(alice, lost, EntryState.Sent);

        Assert.DoesNotContain("Can you hear me?", await alice.TextsAsync(bea));
        Assert.Equal("blocked", alice.ChatWith(bea).ReadOnlyReason);

        // Unblocked, they write as before.
        await alice.UnblocksAsync(bea);
        await bea.WritesAsync(alice, "Now?");
        await alice.SeesTextAsync(bea, "Now?");
        await alice.WritesAsync(bea, "Now.");
        await bea.SeesTextAsync(alice, "Now.");
    }

    [Fact]
    public async Task PartnerUser_WithADevelopmentToken_AdoptsTheKeyThatCameWithIt()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        await alice.TurnsThirdPartyChatsAsync(on: true);
        using var key = PrivateKey.Generate();
        var thumbprint = KeyThumbprint.Of(key.GetPublicKey().Serialize());
        var token = theatre.IdentityToken("bea@wren.example", thumbprint, TokenPurposes.Enlist) + "#" + Base64Url.EncodeToString(key.Serialize());
        var bea = await theatre.ActorAsync("Bea", new());
        Assert.NotEqual(thumbprint, bea.Phone.IdentityThumbprint);

        await bea.EnlistsWithAsync(token);
        await bea.GoesOnlineAsync();

        Assert.Equal(thumbprint, bea.Phone.IdentityThumbprint);
        await bea.WritesAsync(alice, "Enlisted by a script");
        await alice.SeesRequestAsync(bea);
    }

    [Fact]
    public async Task HostUser_WritesFirst_IsARequestToThePartnersUser()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var bea = await theatre.WrenUserAsync("Bea", "bea@wren.example");
        Assert.Equal("policy_opted_out", (await alice.CannotWriteAsync(bea, "Hello?")).Code);

        await alice.TurnsThirdPartyChatsAsync(on: true);
        var hello = await alice.WritesAsync(bea, "Hello Bea");
        var request = await bea.SeesRequestAsync(alice);
        Assert.Equal(new PeerIdentifier("phone", "+34600000001"), request.From);
        await bea.WritesAsync(alice, "Hello Alice");

        await alice.SeesTextAsync(bea, "Hello Alice");
        await alice.SeesStateAsync(bea, hello, EntryState.Delivered);
        Assert.Empty(alice.Phone.Requests);
    }
}
