using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.TestHost;

namespace Tombolo.StandardClients.Tests;

/// <summary>Clients that nobody here wrote drop and come back to another node, again and again, while they are written to.</summary>
public sealed class NodeHoppingTests : IAsyncLifetime
{
    private const string Password = "k7f2p-9xw3n-h5t6v";
    private const int Hops = 5;
    private const int MessagesEach = 100;
    private const int Unanswered = 10;

    private ClusterHost _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        await PeerInstallation.EnsureAsync();
        _cluster = await ClusterHost.StartAsync(2, options => options.StandardClients.PlainChat = true, hasRealAccounts: true);
        var store = new StorageOptions { Engine = DatabaseEngine.Postgres, ConnectionString = _cluster.ConnectionString };
        StandardAccounts.Make(store, "localhost", ["alice", "bob"], Password, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("xmppjs")]
    [InlineData("slixmpp")]
    public async Task Client_ThatHopsBetweenNodes_SeesEachMessageOnceAndInOrder(string kind)
    {
        await using var bob = PeerProcess.Start(kind);
        await bob.DoAsync(new { command = "login", port = _cluster.Nodes[0].PlainPort, name = "bob", password = Password });
        await bob.ExpectAsync("online");
        await using var alice = await StandardClient.LogInAsync(_cluster.Nodes[0].PlainPort, "alice", Password);

        var shown = await HopAsync(bob, alice);

        Assert.Equal(Enumerable.Range(0, (Hops + 1) * MessagesEach), shown);
    }

    /// <summary>The client drops in the middle of what it is sent; more is on its way while it comes back to the other node. Returns what was shown, up to the last message.</summary>
    private async Task<List<int>> HopAsync(PeerProcess bob, StandardClient alice)
    {
        var shown = new List<int>();
        var (dropped, hops) = (0, 0);
        var sending = SendAsync(alice, 0);
        while (shown.Count == 0 || shown[^1] < ((Hops + 1) * MessagesEach) - 1)
        {
            var hearing = bob.ExpectAnyAsync();
            if (await Task.WhenAny(hearing, sending) == sending)
            {
                // What was refused nobody will hear: the reason is better than silence.
                await sending;
            }

            var happened = await hearing;
            switch ((string?)happened["event"])
            {
                case "message":
                    shown.Add(int.Parse((string)happened["body"]!, System.Globalization.CultureInfo.InvariantCulture));
                    if (dropped == hops && dropped < Hops && shown.Count > (dropped * MessagesEach) + (MessagesEach / 2))
                    {
                        await bob.DoAsync(new { command = "drop" });
                        await sending;
                        sending = SendAsync(alice, ++dropped);
                    }

                    break;
                case "dropped":
                    await bob.DoAsync(new { command = "back", port = _cluster.Nodes[++hops % 2].PlainPort });
                    break;
                case "failed":
                    Assert.Fail($"The client gave up: {happened["reason"]}");
                    break;
                default:
                    break;
            }
        }

        await sending;
        return shown;
    }

    private static async Task SendAsync(StandardClient alice, int turn)
    {
        for (var number = 0; number < MessagesEach; number++)
        {
            var text = $"{(turn * MessagesEach) + number}";
            await alice.SendMessageAsync("bob@localhost", "a" + text, text);
            if (number % Unanswered == Unanswered - 1)
            {
                await alice.AskAsync();
                await alice.ExpectAsync("a");
            }
        }
    }
}
