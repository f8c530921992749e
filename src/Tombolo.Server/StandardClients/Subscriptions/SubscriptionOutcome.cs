using Tombolo.Server.StandardClients.Presence;
using Tombolo.Xmpp.Roster;
using Tombolo.Xmpp.Subscriptions;

namespace Tombolo.Server.StandardClients.Subscriptions;

/// <summary>What a subscription stanza, or the removal of a contact, has done; both sides are committed.</summary>
internal sealed record SubscriptionOutcome
{
    /// <summary>Why nothing was done.</summary>
    public ErrorCode? Refusal { get; init; }

    /// <summary>The sender's side before.</summary>
    public SubscriptionState Before { get; init; }

    /// <summary>The sender's side now.</summary>
    public SubscriptionState After { get; init; }

    /// <summary>To be pushed to the sender's clients; null when the roster did not change.</summary>
    public RosterItem? OwnItem { get; init; }

    /// <summary>To be pushed to the contact's clients; null when the roster did not change.</summary>
    public RosterItem? ContactItem { get; init; }

    /// <summary>What the contact's clients are shown.</summary>
    public IReadOnlyList<PresenceStanza> Shown { get; init; } = [];

    /// <summary>One of them has blocked the other: neither is shown anything.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>The contact had agreed before, so the host says <c>subscribed</c> for it (RFC 6121 section 3.1.3).</summary>
    public bool IsAnswered { get; init; }
}
