using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Tests.Streams;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>What a node makes of the batches that another brings in one call.</summary>
public sealed class NodeArrivalsTests(StreamHost host) : IClassFixture<StreamHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Batch_ForAnAccountHere_IsStoredAndShown()
    {
        var bob = AccountAddress.Parse(StreamHost.NewAccount());
        await using var receiver = await host.LogInAsync($"{bob}/1");

        var replies = await TakeAsync(new NodeDelivery(bob, [Message(bob, "one"), Message(bob, "two")]));

        Assert.Equal([NodeDeliveryOutcome.Done], replies.Select(static reply => reply.Outcome));
        Assert.All(replies[0].ResultsFor(2)!, static result => Assert.Equal(DeliveryResult.Done, result));
        Assert.Equal("one", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
        Assert.Equal("two", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Batches_ThatCannotBeTakenOn_AreGivenBackBesideThoseThatAre()
    {
        var bob = AccountAddress.Parse(StreamHost.NewAccount());
        var carol = AccountAddress.Parse(StreamHost.NewAccount());
        await using var first = await host.LogInAsync($"{bob}/1");
        await using var second = await host.LogInAsync($"{carol}/1");
        var nobody = AccountAddress.Parse(StreamHost.NewAccount());

        var replies = await TakeAsync(
            new NodeDelivery(nobody, [Message(nobody, "nowhere")]),
            new NodeDelivery(bob, [Message(bob, "before"), Message(bob, "with-keys", startsSession: true)]),
            new NodeDelivery(carol, [Message(carol, "taken")]));

        Assert.Equal([NodeDeliveryOutcome.Elsewhere, NodeDeliveryOutcome.Untaken, NodeDeliveryOutcome.Done], replies.Select(static reply => reply.Outcome));
        Assert.Null(replies[0].ResultsFor(1));
        Assert.Null(replies[1].ResultsFor(2));
        Assert.Equal("taken", (string?)(await second.ExpectAsync("message")).Attribute("id"));
        await TakeAsync(new NodeDelivery(bob, [Message(bob, "after")]));
        Assert.Equal("after", (string?)(await first.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Refusal_OfOneMessage_StandsBesideTheOthers()
    {
        var bob = AccountAddress.Parse(StreamHost.NewAccount());
        await using var receiver = await host.LogInAsync($"{bob}/1");

        var replies = await TakeAsync(new NodeDelivery(bob, [Message(bob, "good"), Message(bob, "old", devices: "another list")]));

        Assert.Equal([null, ErrorCode.DevicesChanged], replies[0].ResultsFor(2)!.Select(static result => result.Refusal));
        Assert.NotNull(replies[0].Results![1].Extra);
        Assert.Equal("good", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
    }

    private Task<NodeDeliveryReply[]> TakeAsync(params NodeDelivery[] deliveries) =>
        host.Server.Services.GetRequiredService<NodeArrivals>().TakeAsync(deliveries).WaitAsync(Patience, TestContext.Current.CancellationToken);

    private static InboundMessage Message(AccountAddress to, string id, bool startsSession = false, string? devices = null)
    {
        var sender = new DeviceAddress(AccountAddress.Parse(StreamHost.NewAccount()), 1);
        return new InboundMessage
        {
            Sender = sender,
            Digest = new StanzaDigest((UInt128)Random.Shared.NextInt64()),
            Kind = MessageKind.Encrypted,
            DevicesDigest = devices ?? TestHost.FixedAccounts.Digest,
            StartsSession = startsSession,
            Contents = [new DeviceContent(1, System.Text.Encoding.UTF8.GetBytes($"<message xmlns='jabber:client' from='{sender}' to='{to}/1' id='{id}'>"))],
        };
    }
}
