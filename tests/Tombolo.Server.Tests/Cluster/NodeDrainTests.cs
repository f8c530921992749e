using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Transport;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>An operator empties one of two nodes, which lives on, and lets people in again.</summary>
public sealed class NodeDrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _alice = Guid.NewGuid() + "@localhost";
    private readonly string _bob = Guid.NewGuid() + "@localhost";
    private ClusterHost _cluster = null!;

    private ServerHost Drained => _cluster.Nodes[0];

    private ServerHost Other => _cluster.Nodes[1];

    private string Folder => Drained.Services.GetRequiredService<IOptions<TomboloServerOptions>>().Value.Storage.DataFolder;

    public async ValueTask InitializeAsync() => _cluster = await ClusterHost.StartAsync(2);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Clients_AreToldAndGoOnElsewhere()
    {
        await using var bob = await LogInAsync(Other, _bob);
        await using var alice = await LogInAsync(Drained, _alice);
        await alice.SendMessageAsync(_bob, "before");
        await bob.ExpectAsync("message");

        DrainRequest.Make(Folder);
        var error = await alice.SeekAsync("error");
        await bob.SendMessageAsync(_alice, "meanwhile");
        await using var again = await TestClient.ConnectTlsAsync(Other.TlsPort);
        var success = await again.LogInAsync(_alice + "/1", resume: alice.ResumptionId, handled: alice.StanzasRead);

        Assert.Contains(error.Elements(), child => child.Name.LocalName == "system-shutdown");
        Assert.Equal("1", (string?)Assert.Single(success.Elements(TestClient.Management + "failed")).Attribute("h"));
        Assert.Equal("meanwhile", (string?)(await again.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Node_IsUnreadyTakesNobodyAndIsEmptied()
    {
        await using var alice = await LogInAsync(Drained, _alice);
        Assert.True(HasAccount(_alice));

        DrainRequest.Make(Folder);
        await alice.SeekAsync("error");
        await using (await LogInAsync(Other, _alice))
        {
            await UntilAsync(() => Task.FromResult(!HasAccount(_alice)), "the account stays without its people");
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"unready","reasons":["draining"]}"""), await ReadyAsync(Drained));
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(Other)).Status);
        await Assert.ThrowsAnyAsync<IOException>(() => LogInAsync(Drained, _bob));
        await UntilAsync(() => Task.FromResult(Drained.Services.GetRequiredService<ClientConnections>().Count == 0), "a connection stays");
    }

    /// <summary>Both devices are on the other node when their account comes after them: no client does anything that could tell it of them.</summary>
    [Fact]
    public async Task Account_ThatFollowsItsPeople_StillKnowsThem()
    {
        await using var first = await LogInAsync(Drained, _alice);
        await using var second = await LogInAsync(Other, _alice, 2);
        await using var bob = await LogInAsync(Other, _bob);
        Assert.True(HasAccount(_alice));

        DrainRequest.Make(Folder);
        await first.SeekAsync("error");
        await using var again = await LogInAsync(Other, _alice);
        await UntilAsync(() => Task.FromResult(!HasAccount(_alice)), "the account stays without its people");
        await bob.SendMessageAsync(_alice, "to-the-first");
        await bob.SendMessageAsync(_alice, "to-the-second", device: 2);

        Assert.Equal("to-the-first", (string?)(await again.ExpectAsync("message")).Attribute("id"));
        Assert.Equal("to-the-second", (string?)(await second.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Account_OfNobody_Leaves()
    {
        await using (var alice = await LogInAsync(Drained, _alice))
        {
            await alice.SendMessageAsync(_bob, "activates it here");
            await alice.RequestAcknowledgementAsync();
            await alice.SeekAsync("a");
        }

        Assert.True(HasAccount(_bob));

        DrainRequest.Make(Folder);

        await UntilAsync(() => Task.FromResult(!HasAccount(_bob)), "an account of nobody stays");
    }

    [Fact]
    public async Task Node_ThatIsNoLongerDrained_TakesPeopleAgain()
    {
        DrainRequest.Make(Folder);
        await UntilAsync(async () => (await ReadyAsync(Drained)).Status == HttpStatusCode.ServiceUnavailable, "it stays ready");

        DrainRequest.TakeBack(Folder);
        await UntilAsync(async () => (await ReadyAsync(Drained)).Status == HttpStatusCode.OK, "it stays unready");

        await using var alice = await LogInAsync(Drained, _alice);
        await using var bob = await LogInAsync(Other, _bob);
        await bob.SendMessageAsync(_alice, "back");
        Assert.Equal("back", (string?)(await alice.ExpectAsync("message")).Attribute("id"));
    }

    private bool HasAccount(string address) => Drained.Services.GetRequiredService<ReceptionDirectory>().TryGet(AccountAddress.Parse(address), out _);

    private static async Task<TestClient> LogInAsync(ServerHost node, string account, int device = 1)
    {
        var client = await TestClient.ConnectTlsAsync(node.TlsPort);
        var answer = await client.LogInAsync($"{account}/{device}");
        Assert.Equal("success", answer.Name.LocalName);
        return client;
    }

    private static async Task<(HttpStatusCode Status, string Body)> ReadyAsync(ServerHost node)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{node.HttpPort}/health/ready"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, string complaint)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, complaint);
            await Task.Yield();
        }
    }
}
