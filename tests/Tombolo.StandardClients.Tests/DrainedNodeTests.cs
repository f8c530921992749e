using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tombolo.Server;
using Tombolo.Server.Cluster;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.TestHost;

namespace Tombolo.StandardClients.Tests;

/// <summary>Clients that nobody here wrote are sent to another node (RFC 6120 section 4.9.3.19), go there by themselves, and chat on.</summary>
public sealed class DrainedNodeTests : IAsyncLifetime
{
    private const string Password = "k7f2p-9xw3n-h5t6v";

    private ClusterHost _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        await PeerInstallation.EnsureAsync();
        _cluster = await ClusterHost.StartAsync(2, options => options.StandardClients.PlainChat = true, hasRealAccounts: true, isReachable: true);
        var store = new StorageOptions { Engine = DatabaseEngine.Postgres, ConnectionString = _cluster.ConnectionString };
        StandardAccounts.Make(store, "localhost", ["alice", "bob"], Password, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("xmppjs", "slixmpp")]
    [InlineData("slixmpp", "xmppjs")]
    public async Task BothClients_OfADrainedNode_GoToTheOtherOneAndMissNothing(string first, string second)
    {
        var (drained, other) = (_cluster.Nodes[0], _cluster.Nodes[1]);
        await using var alice = await LogInAsync(first, "alice", drained);
        await using var bob = await LogInAsync(second, "bob", drained);
        await using var sender = await StandardClient.LogInAsync(other.PlainPort, "bob", Password, isAvailable: false, resource: "sends");
        using var back = new CancellationTokenSource();
        var sending = SendAsync(sender, back.Token);

        DrainRequest.Make(drained.Services.GetRequiredService<IOptions<TomboloServerOptions>>().Value.Storage.DataFolder);
        await bob.ExpectAsync("online");
        await back.CancelAsync();
        var sent = await sending;

        // The drained node takes nobody any more: whoever is online is on the other one.
        Assert.Equal(Enumerable.Range(0, sent).Select(number => $"{number}"), await alice.HearAsync([], sent));
        await bob.DoAsync(new { command = "send", to = "alice@localhost", body = "here I am" });
        Assert.Equal(["here I am"], await alice.HearAsync([], 1));
        await alice.DoAsync(new { command = "send", to = "bob@localhost", body = "me too" });
        Assert.Equal(["me too"], await bob.HearAsync([], 1));
    }

    /// <summary>Writes to the first until the second is back. Returns how many messages.</summary>
    private static async Task<int> SendAsync(StandardClient sender, CancellationToken enough)
    {
        var number = 0;
        while (!enough.IsCancellationRequested)
        {
            await sender.SendMessageAsync("alice@localhost", $"m{number}", $"{number++}");
            await sender.AskAsync();
            await sender.ExpectAsync("a");
        }

        return number;
    }

    private static async Task<PeerProcess> LogInAsync(string kind, string name, ServerHost node)
    {
        var peer = PeerProcess.Start(kind);
        await peer.DoAsync(new { command = "login", port = node.StartTlsPort, name, password = Password });
        await peer.ExpectAsync("online");
        return peer;
    }
}
