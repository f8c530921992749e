namespace Tombolo.Xmpp.Presence;

/// <summary>What a presence stanza is for (RFC 6121 section 4.7.1).</summary>
public enum PresenceType
{
    /// <summary>No type: the sender is available.</summary>
    Available,

    /// <summary>The sender is not available any more.</summary>
    Unavailable,

    /// <summary>Asks to see the receiver's presence.</summary>
    Subscribe,

    /// <summary>Allows it.</summary>
    Subscribed,

    /// <summary>Does not want to see the receiver's presence any more.</summary>
    Unsubscribe,

    /// <summary>Allows it no more, or never did.</summary>
    Unsubscribed,

    /// <summary>A server asks for the current presence.</summary>
    Probe,

    /// <summary>Something sent before could not be handled.</summary>
    Error,
}
