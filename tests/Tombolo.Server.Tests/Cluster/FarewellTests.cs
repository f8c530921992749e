using System.Xml.Linq;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Tombolo.Server.Cluster;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>Where a node that is emptied, or stops, sends the clients it has.</summary>
public sealed class FarewellTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ClusterHost _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await ClusterHost.StartAsync(3, isReachable: true);
        await UntilKnownAsync(0, 1, 2);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Clients_OfADrainedNode_AreSentToTheOthersEvenly()
    {
        var clients = new List<TestClient>();
        for (var number = 0; number < 6; number++)
        {
            clients.Add(await LogInAsync(0, Guid.NewGuid() + "@localhost"));
        }

        DrainRequest.Make(FolderOf(0));
        var told = await Task.WhenAll(clients.Select(async client => OtherHost(await client.SeekAsync("error"))));

        Assert.Equal((3, 3), (told.Count(host => host == TlsOf(1)), told.Count(host => host == TlsOf(2))));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Clients_OfANodeThatStops_AreSentOnAndGoOn()
    {
        var (alice, bob) = (Guid.NewGuid() + "@localhost", Guid.NewGuid() + "@localhost");
        await using var client = await LogInAsync(0, alice);

        var stopping = _cluster.StopAsync(_cluster.Nodes[0]);
        var host = OtherHost(await client.SeekAsync("error"));
        await stopping;

        Assert.Contains(host, new[] { TlsOf(0), TlsOf(1) });
        await using var again = await TestClient.ConnectTlsAsync(int.Parse(host!["localhost:".Length..], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("success", (await again.LogInAsync(alice + "/1", resume: client.ResumptionId, handled: client.StanzasRead)).Name.LocalName);
        await using var other = await LogInAsync(0, bob);
        await other.SendMessageAsync(alice, "after");
        Assert.Equal("after", (string?)(await again.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Client_ThatIsSentOn_IsHeardUntilItClosesItsStream()
    {
        var (alice, bob) = (Guid.NewGuid() + "@localhost", Guid.NewGuid() + "@localhost");
        await using var client = await LogInAsync(0, alice);
        await client.SendMessageAsync(bob, "early");
        await client.RequestAcknowledgementAsync();
        await client.SeekAsync("a");
        DrainRequest.Make(FolderOf(0));
        await client.SeekAsync("error");

        await client.SendMessageAsync(bob, "late");
        await client.SendAsync("</stream:stream>");
        await client.WaitForEndAsync();

        await using var again = await TestClient.ConnectTlsAsync(_cluster.Nodes[1].TlsPort);
        var success = await again.LogInAsync(alice + "/1", resume: client.ResumptionId, handled: client.StanzasRead);
        Assert.Equal("2", (string?)Assert.Single(success.Elements(TestClient.Management + "failed")).Attribute("h"));
    }

    [Fact]
    public async Task Node_ThatIsDrainedOrGone_IsNotNamed()
    {
        DrainRequest.Make(FolderOf(1));
        await UntilKnownAsync(0, 2);
        await _cluster.StopAsync(_cluster.Nodes[2]);
        await using var client = await LogInAsync(0, Guid.NewGuid() + "@localhost");

        DrainRequest.Make(FolderOf(0));

        Assert.Null(OtherHost(await client.SeekAsync("error")));
    }

    [Fact]
    public async Task Node_ThatIsNoLongerDrained_IsNamedAgain()
    {
        DrainRequest.Make(FolderOf(1));
        DrainRequest.Make(FolderOf(2));
        await UntilKnownAsync(0);
        DrainRequest.TakeBack(FolderOf(1));
        await UntilKnownAsync(0, 1);
        await using var client = await LogInAsync(0, Guid.NewGuid() + "@localhost");

        DrainRequest.Make(FolderOf(0));

        Assert.Equal(TlsOf(1), OtherHost(await client.SeekAsync("error")));
    }

    [Fact]
    public async Task Client_IsToldTheWayItCame_AndOnlyInsideTls()
    {
        DrainRequest.Make(FolderOf(2));
        await UntilKnownAsync(0, 1);
        var node = _cluster.Nodes[0];
        await using var secured = await StandardClient.ConnectAsync(node.StartTlsPort);
        await secured.OpenAsync();
        await secured.SecureAsync();
        await secured.OpenAsync();
        await using var readable = await StandardClient.ConnectAsync(node.StartTlsPort);
        await readable.OpenAsync();
        await using var plain = await StandardClient.ConnectAsync(node.PlainPort);
        await plain.OpenAsync();
        await using var web = await TestClient.ConnectWebSocketAsync(node.HttpPort);
        await web.LogInAsync(Guid.NewGuid() + "@localhost/1");

        DrainRequest.Make(FolderOf(0));

        Assert.Equal($"127.0.0.1:{_cluster.Nodes[1].StartTlsPort}", OtherHost(await secured.ReadAsync()));
        Assert.Null(OtherHost(await readable.ReadAsync()));
        Assert.Null(OtherHost(await plain.ReadAsync()));
        Assert.Null(OtherHost(await web.SeekAsync("error")));
    }

    /// <summary>What the stream error names; null for one that names nobody, which is <c>system-shutdown</c>.</summary>
    private static string? OtherHost(XElement error)
    {
        Assert.Equal("error", error.Name.LocalName);
        var condition = error.Elements().First();
        Assert.Equal(condition.Value.Length == 0 ? "system-shutdown" : "see-other-host", condition.Name.LocalName);
        return condition.Value.Length == 0 ? null : condition.Value;
    }

    private string TlsOf(int node) => $"localhost:{_cluster.Nodes[node].TlsPort}";

    private string FolderOf(int node) => _cluster.Nodes[node].Services.GetRequiredService<IOptions<TomboloServerOptions>>().Value.Storage.DataFolder;

    private async Task<TestClient> LogInAsync(int node, string account)
    {
        var client = await TestClient.ConnectTlsAsync(_cluster.Nodes[node].TlsPort);
        Assert.Equal("success", (await client.LogInAsync($"{account}/1")).Name.LocalName);
        return client;
    }

    /// <summary>Waits until exactly these nodes tell where they are.</summary>
    private async Task UntilKnownAsync(params int[] nodes)
    {
        var expected = nodes.Select(TlsOf).Order(StringComparer.Ordinal).ToArray();
        using var limit = new CancellationTokenSource(Patience);
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString);
        string[] known;
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            known = [.. (await connection.QueryAsync<string>("SELECT name FROM cluster_node WHERE status = 3")).Select(name => NodeLocation.Parse(name).DirectTls).OfType<string>().Order(StringComparer.Ordinal)];
        }
        while (!known.SequenceEqual(expected));
    }
}
