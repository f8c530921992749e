using System.Net;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>A node that is asked to stop is unready first, so that a proxy sends it nobody new, and serves on; only then it tells its clients.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _alice = Guid.NewGuid() + "@localhost";
    private ClusterHost _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ClusterHost.StartAsync(2, options => options.Node.DrainTime = DrainTime);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Node_ThatStops_IsUnreadyBeforeItTellsItsClients()
    {
        var node = _cluster.Nodes[0];
        await using var alice = await TestClient.ConnectTlsAsync(node.TlsPort);
        await alice.LogInAsync(_alice + "/1");

        var stopping = _cluster.StopAsync(node);
        await UntilUnreadyAsync(node);
        await alice.SendMessageAsync(Guid.NewGuid() + "@localhost", "late");
        await alice.RequestAcknowledgementAsync();

        // Served to the end of the drain time, and told then.
        Assert.Equal("1", (string?)(await alice.ExpectAsync("a")).Attribute("h"));
        var error = await alice.ExpectAsync("error");
        Assert.Contains(error.Elements(), child => child.Name.LocalName == "system-shutdown");
        await stopping;
    }

    private static async Task UntilUnreadyAsync(ServerHost node)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(Patience);
        var ready = new Uri($"http://127.0.0.1:{node.HttpPort}/health/ready");
        HttpStatusCode status;
        do
        {
            using var answer = await http.GetAsync(ready, limit.Token);
            status = answer.StatusCode;
        }
        while (status != HttpStatusCode.ServiceUnavailable);
    }
}
