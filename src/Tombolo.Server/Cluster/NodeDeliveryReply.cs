using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>The answer to a <see cref="NodeDelivery"/>; nearly always that all of it is done, which needs no list.</summary>
[GenerateSerializer, Immutable, Alias("tombolo.node-delivery-reply")]
internal readonly record struct NodeDeliveryReply([property: Id(0)] NodeDeliveryOutcome Outcome, [property: Id(1)] DeliveryResult[]? Results = null)
{
    public static NodeDeliveryReply For(Delivery delivery)
    {
        if (delivery.IsSuperseded)
        {
            return new(NodeDeliveryOutcome.Elsewhere);
        }

        return Array.TrueForAll(delivery.Results, static result => result == DeliveryResult.Done)
            ? new(NodeDeliveryOutcome.Done)
            : new(NodeDeliveryOutcome.Answered, delivery.Results);
    }

    /// <summary>One result for each of so many messages; null when the account's grain has to be called, also because the other node gave another number of them.</summary>
    public DeliveryResult[]? ResultsFor(int messages) => Outcome switch
    {
        NodeDeliveryOutcome.Done => new DeliveryResult[messages],
        NodeDeliveryOutcome.Answered when Results?.Length == messages => Results,
        _ => null,
    };
}
