using Tombolo.Server.Accounts;

namespace Tombolo.Server.Consent;

/// <summary>
/// Who may write to whom. Pure: facts in, verdict with its reason out. Both sides are asked, each with its own facts: the sender's
/// side when a conversation begins, the receiver's for each message.
/// </summary>
internal static class ConsentPolicy
{
    /// <summary>Messages of one stranger that reach a person before they accept.</summary>
    public const int RequestsPerStranger = 5;

    /// <summary>The sender's own setting: a person who has switched third-party chats off reads, and does not write.</summary>
    public static Decision DecideSending(AccountFacts sender, string? receiverPartner) =>
        sender.Partner is not null || receiverPartner is null || sender.EnabledPartners.Contains(receiverPartner)
            ? Decision.Deliver
            : Decision.Refuse(ErrorCode.PolicyOptedOut);

    /// <summary>The receiver's side: their setting, and how they stand towards the sender.</summary>
    public static Decision Decide(in MessageFacts message, AccountFacts receiver, Relation relation)
    {
        if (message.SenderPartner is null && receiver.Partner is null)
        {
            return relation.State == RelationState.Blocked ? Decision.DiscardSilently
                : message.Kind == MessageKind.Plain ? Decision.Refuse(ErrorCode.PolicyPlaintext)
                : Decision.Deliver;
        }

        if (message.Kind == MessageKind.Plain)
        {
            return Decision.Refuse(ErrorCode.PolicyPlaintext);
        }

        // Partners reach the host's people and are reached by them; the host is no bridge from one partner to another.
        return message.SenderPartner is not null && receiver.Partner is not null
            ? Decision.Refuse(ErrorCode.NotReachable)
            : DecideBetweenServices(message, receiver, relation);
    }

    private static Decision DecideBetweenServices(in MessageFacts message, AccountFacts receiver, Relation relation)
    {
        if (relation.State is RelationState.Blocked or RelationState.Declined)
        {
            return Decision.DiscardSilently;
        }

        var isAccepted = relation.State == RelationState.Accepted;
        if (receiver.Partner is null && !receiver.EnabledPartners.Contains(message.SenderPartner!))
        {
            return Decision.Refuse(isAccepted ? ErrorCode.PolicyOptedOut : ErrorCode.NotReachable);
        }

        if (isAccepted)
        {
            return Decision.Deliver;
        }

        // A stranger gets no sign of life: no retry, no typing.
        return message.Kind == MessageKind.Retry || message.Ephemeral ? Decision.DiscardSilently
            : relation.Requests < RequestsPerStranger ? Decision.DeliverAsRequest
            : Decision.Refuse(ErrorCode.PolicyRate);
    }
}
