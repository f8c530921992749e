using Tombolo.Xmpp.Presence;

namespace Tombolo.Xmpp.Subscriptions;

/// <summary>
/// What subscription stanzas do to the state of either side (RFC 6121 appendices A.2 and A.3). Pure: who stores the state and who is told is not
/// its concern.
/// </summary>
public static class SubscriptionRules
{
    extension(SubscriptionState state)
    {
        /// <summary>The owner sends a stanza to the contact (A.2).</summary>
        /// <returns>The owner's new state, and whether the stanza goes on to the contact's side.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The type is not one of the four of subscriptions.</exception>
        public (SubscriptionState Next, bool Passes) Sending(PresenceType type) => type switch
        {
            PresenceType.Subscribe => (state with { Outward = state.Outward == Sight.None ? Sight.Pending : state.Outward }, true),
            PresenceType.Unsubscribe => (state with { Outward = Sight.None }, true),
            PresenceType.Subscribed => state.Inward == Sight.Pending ? (state with { Inward = Sight.Granted }, true) : (state, false),
            PresenceType.Unsubscribed => (state with { Inward = Sight.None }, state.Inward != Sight.None),
            _ => throw NoSubscription(type),
        };

        /// <summary>A stanza of the contact arrives (A.3).</summary>
        /// <returns>The owner's new state, and whether the owner's clients are shown the stanza: never when it changes nothing.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The type is not one of the four of subscriptions.</exception>
        public (SubscriptionState Next, bool Passes) Receiving(PresenceType type) => type switch
        {
            PresenceType.Subscribe => state.Inward == Sight.None ? (state with { Inward = Sight.Pending }, true) : (state, false),
            PresenceType.Unsubscribe => (state with { Inward = Sight.None }, state.Inward != Sight.None),
            PresenceType.Subscribed => state.Outward == Sight.Pending ? (state with { Outward = Sight.Granted }, true) : (state, false),
            PresenceType.Unsubscribed => (state with { Outward = Sight.None }, state.Outward != Sight.None),
            _ => throw NoSubscription(type),
        };
    }

    private static ArgumentOutOfRangeException NoSubscription(PresenceType type) =>
        new(nameof(type), type, "Only subscribe, subscribed, unsubscribe and unsubscribed are about subscriptions.");
}
