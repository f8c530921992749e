using Tombolo.Faults.Tests.Processes;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Cluster;

/// <summary>
/// Alice's second device is on a node that lives on when the node that her account lives on is lost. It notices nothing of that and has no reason to come back,
/// so traffic between clients that come back cannot tell whether the host sees to it.
/// </summary>
internal sealed class LeftBehind : IAsyncDisposable
{
    private const int Messages = 20;

    private readonly string _alice;
    private readonly TestClient _first;
    private readonly TestClient _second;
    private readonly TestClient _bob;

    private LeftBehind(string alice, TestClient first, TestClient second, TestClient bob) => (_alice, _first, _second, _bob) = (alice, first, second, bob);

    /// <param name="cluster">All nodes of it run.</param>
    /// <param name="lost">The node that will be lost.</param>
    public static async Task<LeftBehind> StandAsync(ThreeNodes cluster, int lost)
    {
        var (alice, bob) = (Guid.NewGuid() + "@localhost", Guid.NewGuid() + "@localhost");

        // An account lives where its first device is.
        var scene = new LeftBehind(
            alice,
            await LogInAsync(cluster[lost], alice + "/1"),
            await LogInAsync(cluster[(lost + 1) % ThreeNodes.Count], alice + "/2"),
            await LogInAsync(cluster[(lost + 2) % ThreeNodes.Count], bob + "/1"));
        await scene.CheckAsync("before");
        return scene;
    }

    /// <summary>What is sent to the second device from here on reaches it, and it has not said a word.</summary>
    public async Task CheckAsync(string when)
    {
        for (var number = 0; number < Messages; number++)
        {
            while (!await TryWriteAsync($"{when}{number}"))
            {
                // Refused for now: the account is between two nodes.
            }
        }

        for (var number = 0; number < Messages; number++)
        {
            Assert.Equal($"{when}{number}", (string?)(await _second.ExpectAsync("message")).Attribute("id"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _bob.DisposeAsync();
    }

    private static async Task<TestClient> LogInAsync(ServerProcess node, string device)
    {
        var client = await TestClient.ConnectTlsAsync(node.TlsPort);
        Assert.Equal("success", (await client.LogInAsync(device)).Name.LocalName);
        return client;
    }

    /// <summary>Whether the message is stored.</summary>
    private async Task<bool> TryWriteAsync(string id)
    {
        await _bob.SendMessageAsync(_alice, id, device: 2);
        await _bob.RequestAcknowledgementAsync();
        var isRefused = false;
        for (var answer = await _bob.ReadAsync(); answer.Name.LocalName != "a"; answer = await _bob.ReadAsync())
        {
            isRefused |= (string?)answer.Attribute("type") == "error";
        }

        return !isRefused;
    }
}
