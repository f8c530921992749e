using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>Any client on any node.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private readonly string _alice = Guid.NewGuid() + "@localhost";
    private readonly string _bob = Guid.NewGuid() + "@localhost";
    private ClusterHost _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ClusterHost.StartAsync(2);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Message_ToAClientOnTheOtherNode_Arrives()
    {
        await using var alice = await LogInAsync(0, _alice);
        await using var bob = await LogInAsync(1, _bob);

        for (var number = 0; number < 20; number++)
        {
            await alice.SendMessageAsync(_bob, $"m{number}");
            Assert.Equal($"m{number}", (string?)(await bob.ExpectAsync("message")).Attribute("id"));
            await bob.SendMessageAsync(_alice, $"r{number}");
            Assert.Equal($"r{number}", (string?)(await alice.ExpectAsync("message")).Attribute("id"));
        }
    }

    [Fact]
    public async Task Login_OnTheOtherNode_EndsTheOlderSession()
    {
        await using var older = await LogInAsync(0, _alice);

        await using var newer = await LogInAsync(1, _alice);

        var error = await older.SeekAsync("error");
        Assert.Contains(error.Elements(), child => child.Name.LocalName == "conflict");
        await using var bob = await LogInAsync(0, _bob);
        await bob.SendMessageAsync(_alice, "after");
        Assert.Equal("after", (string?)(await newer.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task TwoDevices_OnTwoNodes_BothGetEverythingInOrder()
    {
        await using var first = await LogInAsync(0, _alice, 1);
        await using var second = await LogInAsync(1, _alice, 2);
        await using var bob = await LogInAsync(1, _bob);

        for (var number = 0; number < 50; number++)
        {
            await bob.SendMessageAsync(_alice, $"one{number}", device: 1);
            await bob.SendMessageAsync(_alice, $"two{number}", device: 2);
        }

        for (var number = 0; number < 50; number++)
        {
            Assert.Equal($"one{number}", (string?)(await first.ExpectAsync("message")).Attribute("id"));
            Assert.Equal($"two{number}", (string?)(await second.ExpectAsync("message")).Attribute("id"));
        }
    }

    [Fact]
    public async Task SameStanza_SentAgainOverTheOtherNode_IsStoredOnce()
    {
        await using (var alice = await LogInAsync(0, _alice))
        {
            await alice.SendMessageAsync(_bob, "once");
            await alice.RequestAcknowledgementAsync();
            await alice.ExpectAsync("a");
        }

        await using (var again = await LogInAsync(1, _alice))
        {
            await again.SendMessageAsync(_bob, "once");
            await again.SendMessageAsync(_bob, "twice");
            await again.RequestAcknowledgementAsync();
            await again.ExpectAsync("a");
        }

        await using var bob = await LogInAsync(1, _bob);
        Assert.Equal("once", (string?)(await bob.ExpectAsync("message")).Attribute("id"));
        Assert.Equal("twice", (string?)(await bob.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Device_ThatResumesOnTheOtherNode_IsToldWhatWasStored()
    {
        await using var alice = await LogInAsync(0, _alice);
        await alice.SendMessageAsync(_bob, "1");
        await alice.SendMessageAsync(_bob, "2");
        alice.Cut();

        await using var again = await TestClient.ConnectTlsAsync(_cluster.Nodes[1].TlsPort);
        var success = await again.LogInAsync(_alice + "/1", resume: alice.ResumptionId, handled: alice.StanzasRead);

        Assert.NotEqual(alice.ResumptionId, again.ResumptionId);
        var handled = Assert.Single(success.Elements(TestClient.Management + "failed")).Attribute("h");
        await using var bob = await LogInAsync(1, _bob);
        for (var number = 1; number <= (int)handled!; number++)
        {
            Assert.Equal($"{number}", (string?)(await bob.ExpectAsync("message")).Attribute("id"));
        }
    }

    private async Task<TestClient> LogInAsync(int node, string account, int device = 1)
    {
        var client = await TestClient.ConnectTlsAsync(_cluster.Nodes[node].TlsPort);
        var answer = await client.LogInAsync($"{account}/{device}");
        Assert.Equal("success", answer.Name.LocalName);
        return client;
    }
}
