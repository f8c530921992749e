using Tombolo.Server.Transport;

namespace Tombolo.Server.Cluster;

/// <summary>
/// Takes on what another node brought in one call, each batch as if its sender were here (ADR 27). What is not here, or needs an answer from elsewhere, is given
/// back untouched, so that none of them waits for anything but the commit that they share.
/// </summary>
internal sealed class NodeArrivals(ReceptionDirectory receptions)
{
    public async Task<NodeDeliveryReply[]> TakeAsync(NodeDelivery[] arrived)
    {
        var replies = new NodeDeliveryReply[arrived.Length];
        var deliveries = Deliver(arrived, replies);
        for (var index = 0; index < deliveries.Length; index++)
        {
            if (deliveries[index] is { } delivery)
            {
                await delivery.Completion;
                replies[index] = NodeDeliveryReply.For(delivery);
            }
        }

        return replies;
    }

    private Delivery?[] Deliver(NodeDelivery[] arrived, NodeDeliveryReply[] replies)
    {
        using var turn = OutputTurn.Begin();
        var deliveries = new Delivery?[arrived.Length];
        for (var index = 0; index < arrived.Length; index++)
        {
            if (!receptions.TryGet(arrived[index].Account, out var reception))
            {
                replies[index] = new NodeDeliveryReply(NodeDeliveryOutcome.Elsewhere);
                continue;
            }

            var delivery = new Delivery(arrived[index].Messages);
            deliveries[index] = reception.TryDeliver(delivery) ? delivery : null;
        }

        return deliveries;
    }
}
