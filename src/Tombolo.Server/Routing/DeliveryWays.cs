using Orleans.Runtime;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;

namespace Tombolo.Server.Routing;

/// <summary>
/// How a batch reaches its receiver's account: by its lock on this node, in a call that many share to the node where it is, or by a call of its grain, which finds
/// it anywhere and may wait for answers. While somebody listens to traces it is always the last, because that is what a trace rides on.
/// </summary>
internal sealed class DeliveryWays(ReceptionDirectory receptions, Nodes nodes, GrainPatience patience)
{
    public async ValueTask<DeliveryResult[]> DeliverAsync(ConversationLane lane, InboundMessage[] messages)
    {
        if (ServerTelemetry.Source.HasListeners())
        {
            return await CallAsync(lane, messages);
        }

        var results = receptions.TryGet(lane.Peer, out var reception)
            ? await DeliverHereAsync(reception, messages)
            : await DeliverThereAsync(lane, messages);
        return results ?? await CallAsync(lane, messages);
    }

    /// <summary>Null when the account's grain has to be called: nobody knows yet where the account is, it is not there any more, or something has to be asked.</summary>
    public async ValueTask<DeliveryResult[]?> DeliverThereAsync(ConversationLane lane, InboundMessage[] messages)
    {
        // The use of one-time keys has to be noted first; that node would give it back.
        if (Array.Exists(messages, static message => message.StartsSession))
        {
            return null;
        }

        lane.Node ??= lane.WasCalled ? await FindAsync(lane) : null;
        if (lane.Node is not { } node || nodes.DeliveriesTo(node) is not { } courier)
        {
            return null;
        }

        var reply = await courier.DeliverAsync(new NodeDelivery(lane.Peer, messages));
        if (reply.Outcome == NodeDeliveryOutcome.Elsewhere)
        {
            lane.Node = null;
        }

        return reply.ResultsFor(messages.Length);
    }

    /// <summary>Asked when a conversation goes on, so that a single message costs one call.</summary>
    private static async Task<SiloAddress?> FindAsync(ConversationLane lane)
    {
        try
        {
            return await lane.Grain.GetNodeAsync(CancellationToken.None);
        }
        catch (Exception exception) when (GrainPatience.IsPassing(exception))
        {
            return null;
        }
    }

    private static async ValueTask<DeliveryResult[]?> DeliverHereAsync(AccountReception reception, InboundMessage[] messages)
    {
        var delivery = new Delivery(messages);
        if (!reception.TryDeliver(delivery))
        {
            return null;
        }

        await delivery.Completion;
        return delivery.IsSuperseded ? null : delivery.Results;
    }

    /// <summary>Repeated when the account's node is lost under way; the next batch waits, so that order holds.</summary>
    private async Task<DeliveryResult[]> CallAsync(ConversationLane lane, InboundMessage[] messages)
    {
        using var span = ServerTraces.Accept(messages.Length);
        var results = await patience.UntilAnsweredAsync(() => lane.Grain.DeliverAsync(messages, CancellationToken.None));
        lane.WasCalled = true;

        // The grain may be on a node of another version. A message without a result would never be settled.
        return results.Length == messages.Length ? results : throw new InvalidDataException($"{results.Length} results for {messages.Length} messages.");
    }
}
