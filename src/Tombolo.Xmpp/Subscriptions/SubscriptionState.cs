using Tombolo.Xmpp.Roster;

namespace Tombolo.Xmpp.Subscriptions;

/// <summary>
/// How an owner and a contact stand, from the owner's side (RFC 6121 appendix A.1). The nine states of the RFC are two independent questions with
/// three answers each: "To" and "Pending Out" are about what the owner sees, "From" and "Pending In" about what the contact sees.
/// </summary>
/// <param name="Outward">Whether the owner sees the contact.</param>
/// <param name="Inward">Whether the contact sees the owner.</param>
public readonly record struct SubscriptionState(Sight Outward, Sight Inward)
{
    /// <summary>What the roster shows (section 2.1.2.5). "Pending In" is not shown there.</summary>
    public RosterSubscription Subscription => (Outward, Inward) switch
    {
        (Sight.Granted, Sight.Granted) => RosterSubscription.Both,
        (Sight.Granted, _) => RosterSubscription.To,
        (_, Sight.Granted) => RosterSubscription.From,
        _ => RosterSubscription.None,
    };

    /// <summary>Puts the state together from what is kept of it.</summary>
    /// <param name="subscription">The roster's; <see cref="RosterSubscription.Remove"/> counts as none.</param>
    /// <param name="isAsking">"Pending Out".</param>
    /// <param name="isAsked">"Pending In".</param>
    public static SubscriptionState Create(RosterSubscription subscription, bool isAsking, bool isAsked) => new(
        subscription is RosterSubscription.To or RosterSubscription.Both ? Sight.Granted : isAsking ? Sight.Pending : Sight.None,
        subscription is RosterSubscription.From or RosterSubscription.Both ? Sight.Granted : isAsked ? Sight.Pending : Sight.None);
}
