using System.Security.Cryptography;
using Tombolo.Server.Storage;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>A node with a host key of its own could not check what its neighbours sign.</summary>
public sealed class HostKeyTests
{
    [Fact]
    public async Task Node_WithAnotherHostKey_DoesNotStart_AndTheOthersGoOn()
    {
        var account = Guid.NewGuid() + "@localhost";
        await using var cluster = await ClusterHost.StartAsync(1);

        var refused = await Assert.ThrowsAsync<StorageException>(() => cluster.AddAsync(RandomNumberGenerator.GetBytes(32)));

        Assert.Contains("keys/host.key", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsTransient);
        Assert.Single(cluster.Nodes);
        await using var client = await TestClient.ConnectTlsAsync(cluster.Nodes[0].TlsPort);
        Assert.Equal("success", (await client.LogInAsync($"{account}/1")).Name.LocalName);
    }
}
