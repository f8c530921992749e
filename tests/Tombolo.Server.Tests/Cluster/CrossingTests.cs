using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Routing;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>A conversation whose people are on two nodes: the first message by a call of the account's grain, the rest in calls between the nodes.</summary>
public sealed class CrossingTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly AccountAddress _bob = AccountAddress.Parse(Guid.NewGuid() + "@localhost");
    private ClusterHost _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ClusterHost.StartAsync(2);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Conversation_AfterItsFirstBatch_GoesToTheNodeItself()
    {
        await using var bob = await LogInAsync();
        var lane = Lane();
        Assert.Null(await ThereAsync(lane, "too early"));

        await AnywhereAsync(lane, "called");
        var results = await ThereAsync(lane, "brought");

        Assert.Equal(_cluster.Nodes[1].Services.GetRequiredService<Nodes>().Here, lane.Node);
        Assert.Equal([DeliveryResult.Done], results!);
        Assert.Equal("called", (string?)(await bob.ExpectAsync("message")).Attribute("id"));
        Assert.Equal("brought", (string?)(await bob.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Message_WhoseAccountIsNotWhereItWas_GoesByTheCallAndArrives()
    {
        var lane = Lane();
        lane.Node = _cluster.Nodes[1].Services.GetRequiredService<Nodes>().Here;

        Assert.Null(await ThereAsync(lane, "nowhere"));
        Assert.Null(lane.Node);
        lane.Node = _cluster.Nodes[1].Services.GetRequiredService<Nodes>().Here;
        Assert.Equal([DeliveryResult.Done], await AnywhereAsync(lane, "called"));

        await using var bob = await LogInAsync();
        Assert.Equal("called", (string?)(await bob.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Message_ThatStartsASession_LeavesItToTheCall()
    {
        await using var bob = await LogInAsync();
        var lane = Lane();
        await AnywhereAsync(lane, "first");

        Assert.Null(await ThereAsync(lane, "with-keys", startsSession: true));
        Assert.Equal([DeliveryResult.Done], (await ThereAsync(lane, "without"))!);
    }

    private DeliveryWays Ways => _cluster.Nodes[0].Services.GetRequiredService<DeliveryWays>();

    private ConversationLane Lane() =>
        new(_bob, [], _cluster.Nodes[0].Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(_bob.ToString()));

    private Task<DeliveryResult[]> AnywhereAsync(ConversationLane lane, string id) =>
        Ways.DeliverAsync(lane, [Message(id)]).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    private Task<DeliveryResult[]?> ThereAsync(ConversationLane lane, string id, bool startsSession = false) =>
        Ways.DeliverThereAsync(lane, [Message(id, startsSession)]).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    private async Task<TestClient> LogInAsync()
    {
        var client = await TestClient.ConnectTlsAsync(_cluster.Nodes[1].TlsPort);
        Assert.Equal("success", (await client.LogInAsync($"{_bob}/1")).Name.LocalName);
        return client;
    }

    private InboundMessage Message(string id, bool startsSession = false)
    {
        var sender = new DeviceAddress(AccountAddress.Parse(Guid.NewGuid() + "@localhost"), 1);
        return new InboundMessage
        {
            Sender = sender,
            Digest = new StanzaDigest((UInt128)Random.Shared.NextInt64()),
            Kind = MessageKind.Encrypted,
            DevicesDigest = FixedAccounts.Digest,
            StartsSession = startsSession,
            Contents = [new DeviceContent(1, System.Text.Encoding.UTF8.GetBytes($"<message xmlns='jabber:client' from='{sender}' to='{_bob}/1' id='{id}'>"))],
        };
    }
}
