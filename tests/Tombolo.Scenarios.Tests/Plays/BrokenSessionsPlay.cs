using Tombolo.Client;
using Tombolo.Client.Storage;
using Tombolo.Scenarios.Tests.Stage;

namespace Tombolo.Scenarios.Tests.Plays;

/// <summary>Lost keys and new phones: what cannot be read is asked for again, and a new key is told.</summary>
public class BrokenSessionsPlay
{
    [Fact]
    public async Task Receiver_LostItsSession_AsksAgainAndTheChatHeals()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var carol = await theatre.HostUserAsync("Carol", "+34600000002");
        await alice.WritesAsync(carol, "One");
        await carol.SeesTextAsync(alice, "One");
        await carol.WritesAsync(alice, "Two");
        await alice.SeesTextAsync(carol, "Two");

        // Carol's phone comes back from an old backup: the session with Alice is gone.
        await carol.GoesOfflineAsync();
        await carol.LosesSessionsAsync();
        var lost = await alice.WritesAsync(carol, "Three, which Carol cannot read at first");
        await alice.SeesStateAsync(carol, lost, EntryState.Sent);
        await carol.GoesOnlineAsync();

        await carol.SeesTextAsync(alice, "Three, which Carol cannot read at first");
        await alice.SeesStateAsync(carol, lost, EntryState.Delivered);
        Assert.Equal(["One", "Two", "Three, which Carol cannot read at first"], await carol.TextsAsync(alice));
        Assert.DoesNotContain(await carol.ThreadAsync(alice), entry => entry.State == EntryState.Waiting);

        // And the new session goes both ways.
        await carol.WritesAsync(alice, "Four");
        await alice.SeesTextAsync(carol, "Four");
        await alice.WritesAsync(carol, "Five");
        await carol.SeesTextAsync(alice, "Five");
    }

    [Fact]
    public async Task Contact_WithANewPhone_IsToldInTheThread()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var carol = await theatre.HostUserAsync("Carol", "+34600000002");
        await alice.WritesAsync(carol, "Hello");
        await carol.SeesTextAsync(alice, "Hello");
        await carol.WritesAsync(alice, "Hi");
        await alice.SeesTextAsync(carol, "Hi");
        var before = await alice.Phone.SafetyNumberAsync(carol.Address);

        // Carol registers her number again on a new phone; the old one is forgotten.
        var newPhone = await theatre.HostUserAsync("Carol's new phone", "+34600000002");
        Assert.Equal(carol.Address, newPhone.Address);
        await carol.SeesStatusAsync(MessengerStatus.DeviceUnknown);

        await alice.SeesNoticeAsync(newPhone, NoticeKind.KeyChanged);
        Assert.True(alice.ChatWith(newPhone).KeyChanged);
        Assert.NotEqual(before, await alice.Phone.SafetyNumberAsync(newPhone.Address));
        await alice.WritesAsync(newPhone, "Is it you?");
        await newPhone.SeesTextAsync(alice, "Is it you?");
        await newPhone.WritesAsync(alice, "It is me");
        await alice.SeesTextAsync(newPhone, "It is me");
        Assert.Single(await alice.ThreadAsync(newPhone), entry => entry.Notice == NoticeKind.KeyChanged);
    }

    [Fact]
    public async Task Host_ThatLostItsData_IsRegisteredWithAgain()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var carol = await theatre.HostUserAsync("Carol", "+34600000002");
        await alice.WritesAsync(carol, "Remember this");
        await carol.SeesTextAsync(alice, "Remember this");
        var formerCarol = carol.Address;

        await theatre.HostClosesAsync();
        theatre.HostIsCleared();
        await theatre.HostOpensAsync();
        await alice.SeesStatusAsync(MessengerStatus.DeviceUnknown);
        await carol.SeesStatusAsync(MessengerStatus.DeviceUnknown);
        await alice.RegistersAsync("+34600000001");
        await carol.RegistersAsync("+34600000002");
        await alice.GoesOnlineAsync();
        await carol.GoesOnlineAsync();

        await alice.WritesAsync(carol, "Here we are again");
        await carol.SeesTextAsync(alice, "Here we are again");
        Assert.Equal("Remember this", (await alice.Phone.MessagesAsync(formerCarol))[0].Text);
        Assert.True(alice.Phone.Chats.Single(chat => chat.Id == formerCarol).ReadOnly);
    }

    [Fact]
    public async Task PartnerUser_WithoutAGoodLoginToken_ComesBackWithAnIdentityToken()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        await alice.TurnsThirdPartyChatsAsync(on: true);
        var bea = await theatre.WrenUserAsync("Bea", "bea@wren.example");

        await bea.GoesOfflineAsync();
        await bea.LosesLoginTokenAsync();
        bea = await bea.RestartsAsync();
        await bea.GoesOnlineAsync();

        await bea.WritesAsync(alice, "Still Bea");
        await alice.SeesRequestAsync(bea);
    }
}
