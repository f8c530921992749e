using Tombolo.Server.Accounts;

namespace Tombolo.Server.Consent;

/// <summary>
/// Who may write to whom. Pure: facts in, verdict with its reason out. Both sides are asked, each with its own facts: the sender's
/// side when a conversation begins, the receiver's for each message. Three groups must not be told apart by a sender: strangers that were declined, blocked or
/// not looked at yet; people who are unknown, hidden, or have third-party chats off; contacts that are still accepted, or blocked since.
/// </summary>
internal static class ConsentPolicy
{
    /// <summary>Messages of one stranger that reach a person before they accept.</summary>
    public const int RequestsPerStranger = 5;

    /// <summary>The value of <see cref="Relation.Requests"/> for who was accepted once: never again a stranger whose messages are counted.</summary>
    public const int OnceAccepted = -1;

    /// <summary>The sender's own setting: a person who has switched third-party chats off reads, and does not write.</summary>
    public static Decision DecideSending(AccountFacts sender, string? receiverPartner)
    {
        if (receiverPartner is null)
        {
            return Decision.Deliver;
        }

        // The host is no bridge from one partner to another.
        if (sender.Partner is not null)
        {
            return Decision.Refuse(ErrorCode.NotReachable);
        }

        return sender.EnabledPartners.Contains(receiverPartner) ? Decision.Deliver : Decision.Refuse(ErrorCode.PolicyOptedOut);
    }

    /// <summary>The receiver's side: their setting, and how they stand towards the sender.</summary>
    public static Decision Decide(in MessageFacts message, AccountFacts receiver, Relation relation)
    {
        if (message.Kind == MessageKind.Plain)
        {
            return Decision.Refuse(ErrorCode.PolicyPlaintext);
        }

        if (message.SenderPartner is null && receiver.Partner is null)
        {
            return relation.State == RelationState.Blocked ? Decision.DiscardSilently : Decision.Deliver;
        }

        if (message.SenderPartner is not null && receiver.Partner is not null)
        {
            return Decision.Refuse(ErrorCode.NotReachable);
        }

        if (message.SenderPartner is { } partner && !receiver.EnabledPartners.Contains(partner))
        {
            return Decision.Refuse(IsContact(relation) ? ErrorCode.PolicyOptedOut : ErrorCode.NotReachable);
        }

        return DecideBetweenServices(message, relation);
    }

    /// <summary>A dropped message of a stranger still uses up one of their requests; otherwise a decline would show in the limit.</summary>
    public static bool CountsAsRequest(in MessageFacts message, Decision decision, Relation relation) =>
        decision.Verdict == Verdict.DiscardSilently
        && message is { Kind: MessageKind.Encrypted, Ephemeral: false, SenderPartner: not null }
        && relation.Requests is >= 0 and < RequestsPerStranger;

    private static Decision DecideBetweenServices(in MessageFacts message, Relation relation)
    {
        if (relation.State == RelationState.Accepted)
        {
            return Decision.Deliver;
        }

        // A retry or "is typing" for a stranger would be a sign of life.
        if (message.Kind == MessageKind.Retry || message.Ephemeral)
        {
            return Decision.DiscardSilently;
        }

        if (relation.Requests >= RequestsPerStranger)
        {
            return Decision.Refuse(ErrorCode.PolicyQuota);
        }

        return relation.State is RelationState.Declined or RelationState.Blocked ? Decision.DiscardSilently : Decision.DeliverAsRequest;
    }

    private static bool IsContact(Relation relation) => relation.State == RelationState.Accepted || relation.Requests == OnceAccepted;
}
