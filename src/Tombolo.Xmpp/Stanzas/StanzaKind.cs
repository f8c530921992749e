namespace Tombolo.Xmpp.Stanzas;

/// <summary>What a first-level element is (RFC 6120 section 8).</summary>
public enum StanzaKind
{
    /// <summary>Any first-level element that is no stanza: negotiation, acknowledgements, confirmations.</summary>
    Nonza,

    /// <summary><c>message</c> of <c>jabber:client</c>.</summary>
    Message,

    /// <summary><c>presence</c> of <c>jabber:client</c>.</summary>
    Presence,

    /// <summary><c>iq</c> of <c>jabber:client</c>.</summary>
    Iq,
}
