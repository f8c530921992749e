namespace Tombolo.Xmpp.Subscriptions;

/// <summary>Whether one of two people may see the other's presence.</summary>
public enum Sight
{
    /// <summary>No.</summary>
    None,

    /// <summary>Asked for, without an answer yet.</summary>
    Pending,

    /// <summary>Yes.</summary>
    Granted,
}
