using System.Security.Cryptography.X509Certificates;
using Tombolo.Client;
using Tombolo.Scenarios.Tests.Stage;

namespace Tombolo.Scenarios.Tests.Plays;

/// <summary>Trains, tunnels, empty batteries, and hosts that are switched off: nothing is lost, nothing comes twice.</summary>
public class BrokenConnectionsPlay
{
    [Fact]
    public async Task Receiver_OfflineForAWhile_GetsEverythingInOrderOnce()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var carol = await theatre.HostUserAsync("Carol", "+34600000002");
        string[] texts = [.. Enumerable.Range(1, 12).Select(number => $"Message {number}")];

        await carol.GoesOfflineAsync();
        SentMessage? last = null;
        foreach (var text in texts)
        {
            last = await alice.WritesAsync(carol, text);
        }

        await alice.SeesStateAsync(carol, last!, EntryState.Sent);
        await carol.GoesOnlineAsync();
        await carol.SeesTextAsync(alice, texts[^1]);

        Assert.Equal(texts, await carol.TextsAsync(alice));
        Assert.Equal(texts.Length, carol.ChatWith(alice).Unread);
        await alice.SeesStateAsync(carol, last!, EntryState.Delivered);
    }

    [Fact]
    public async Task Sender_OfflineWhileWriting_SendsWhenTheConnectionIsBack()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var carol = await theatre.HostUserAsync("Carol", "+34600000002");
        await alice.WritesAsync(carol, "See you in the tunnel");
        await carol.SeesTextAsync(alice, "See you in the tunnel");

        await alice.GoesOfflineAsync();
        var written = await alice.WritesAsync(carol, "Written without a network");
        await alice.SeesStateAsync(carol, written, EntryState.Queued);
        await alice.GoesOnlineAsync();

        await carol.SeesTextAsync(alice, "Written without a network");
        await alice.SeesStateAsync(carol, written, EntryState.Delivered);
    }

    [Fact]
    public async Task Host_SwitchedOffAndOn_PeopleFindEachOtherAgainByThemselves()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var carol = await theatre.HostUserAsync("Carol", "+34600000002");
        await alice.WritesAsync(carol, "Before");
        await carol.SeesTextAsync(alice, "Before");

        var closing = TimeProvider.System.GetTimestamp();
        await theatre.HostClosesAsync();
        Assert.True(TimeProvider.System.GetElapsedTime(closing) < TimeSpan.FromSeconds(15), "people who were online held the host up");
        await alice.SeesStatusAsync(MessengerStatus.Connecting);
        await alice.WritesAsync(carol, "Meanwhile from Alice");
        await carol.WritesAsync(alice, "Meanwhile from Carol");
        await theatre.HostOpensAsync();

        await carol.SeesTextAsync(alice, "Meanwhile from Alice");
        await alice.SeesTextAsync(carol, "Meanwhile from Carol");
        Assert.Equal(3, (await alice.TextsAsync(carol)).Count);
        Assert.Equal(3, (await carol.TextsAsync(alice)).Count);
    }

    [Fact]
    public async Task Phone_RestartedInTheMiddle_GoesOnInTheSameSession()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var carol = await theatre.HostUserAsync("Carol", "+34600000002");
        await alice.WritesAsync(carol, "One");
        await carol.SeesTextAsync(alice, "One");
        await carol.WritesAsync(alice, "Two");
        await alice.SeesTextAsync(carol, "Two");

        var again = await carol.RestartsAsync();
        await alice.WritesAsync(again, "Three");
        await again.GoesOnlineAsync();
        await again.SeesTextAsync(alice, "Three");
        await again.WritesAsync(alice, "Four");

        await alice.SeesTextAsync(again, "Four");
        Assert.Equal(["One", "Two", "Three", "Four"], await again.TextsAsync(alice));
        Assert.DoesNotContain(await alice.ThreadAsync(again), entry => entry.Notice == NoticeKind.KeyChanged);
    }

    [Fact]
    public async Task Phone_OverTcpWithTls_TalksToOneOverWebSocket()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        using var authority = X509Certificate2.CreateFromPem(await theatre.Http.GetStringAsync(new Uri(theatre.Server, "/.well-known/tombolo/ca.pem")));
        var carol = await theatre.ActorAsync("Carol", new(), authority.RawData);
        await carol.RegistersAsync("+34600000002");
        await carol.GoesOnlineAsync();

        await carol.WritesAsync(alice, "From the command line");
        await alice.SeesTextAsync(carol, "From the command line");
        await alice.WritesAsync(carol, "From the browser");

        await carol.SeesTextAsync(alice, "From the browser");
    }

    [Fact]
    public async Task Lines_CutAgainAndAgain_LoseNothingAndBringNothingTwice()
    {
        await using var theatre = await Theatre.OpenAsync();
        var alice = await theatre.HostUserAsync("Alice", "+34600000001");
        var carol = await theatre.HostUserAsync("Carol", "+34600000002");
        await alice.WritesAsync(carol, "Alice 0");
        await carol.SeesTextAsync(alice, "Alice 0");

        const int Rounds = 25;
        const int EachRound = 5;
        for (var round = 0; round < Rounds; round++)
        {
            for (var number = 1; number <= EachRound; number++)
            {
                await alice.WritesAsync(carol, $"Alice {(round * EachRound) + number}");
                await carol.WritesAsync(alice, $"Carol {(round * EachRound) + number}");
            }

            theatre.LinesAreCut();
            await alice.SeesTextAsync(carol, $"Carol {(round * EachRound) + 1}");
        }

        await carol.SeesTextAsync(alice, $"Alice {Rounds * EachRound}");
        await alice.SeesTextAsync(carol, $"Carol {Rounds * EachRound}");
        Assert.Equal(Numbered("Alice", Rounds * EachRound, first: 0), (await carol.TextsAsync(alice)).Where(text => text.StartsWith("Alice", StringComparison.Ordinal)));
        Assert.Equal(Numbered("Carol", Rounds * EachRound, first: 1), (await alice.TextsAsync(carol)).Where(text => text.StartsWith("Carol", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Numbered(string name, int last, int first) => Enumerable.Range(first, last - first + 1).Select(number => $"{name} {number}");
}
