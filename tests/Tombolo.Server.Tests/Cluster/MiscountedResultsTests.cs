using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Routing;
using Tombolo.Server.Tests.Streams;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>Results that are not one for each message, as a node of another version may give: nobody's message waits for its result for ever.</summary>
public sealed class MiscountedResultsTests(StreamHost host) : IClassFixture<StreamHost>
{
    private static readonly DeviceAddress Sender = new(AccountAddress.Parse("sender@localhost"), 1);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Answer_OfANode_LeavesTheBatchToTheCall(int results)
    {
        var reply = new NodeDeliveryReply(NodeDeliveryOutcome.Answered, new DeliveryResult[results]);

        Assert.Null(reply.ResultsFor(2));
    }

    [Fact]
    public void Answer_WithoutResults_LeavesTheBatchToTheCall() => Assert.Null(new NodeDeliveryReply(NodeDeliveryOutcome.Answered).ResultsFor(2));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Answer_OfTheGrain_IsAFailureOfTheBatch(int results)
    {
        var receiver = AccountAddress.Parse(StreamHost.NewAccount());
        var grain = DispatchProxy.Create<IAccountGrain, Miscounting>();
        ((Miscounting)(object)grain).Results = new DeliveryResult[results];
        var ways = host.Server.Services.GetRequiredService<DeliveryWays>();

        await Assert.ThrowsAsync<InvalidDataException>(() => ways.DeliverAsync(new ConversationLane(receiver, [], grain), [Message(), Message()]).AsTask());
    }

    private static InboundMessage Message() => new()
    {
        Sender = Sender,
        Digest = null,
        Kind = MessageKind.Plain,
        Contents = [new DeviceContent(DeviceAddress.StandardClients, [])],
    };

    /// <summary>An account's grain that takes deliveries and nothing else.</summary>
#pragma warning disable CA1852 // The runtime derives the proxy from it.
    internal class Miscounting : DispatchProxy
#pragma warning restore CA1852
    {
        public DeliveryResult[] Results { get; set; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IAccountGrain.DeliverAsync)
            ? Task.FromResult<DeliveryResult[]?>(Results)
            : throw new NotSupportedException(targetMethod.Name);
    }
}
