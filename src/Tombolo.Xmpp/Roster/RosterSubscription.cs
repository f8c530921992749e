namespace Tombolo.Xmpp.Roster;

/// <summary>Who sees whose presence (RFC 6121 section 2.1.2.5).</summary>
public enum RosterSubscription
{
    /// <summary>Neither sees the other's.</summary>
    None,

    /// <summary>The owner sees the contact's.</summary>
    To,

    /// <summary>The contact sees the owner's.</summary>
    From,

    /// <summary>Both see each other's.</summary>
    Both,

    /// <summary>Only in a set and in a push: the item goes.</summary>
    Remove,
}
