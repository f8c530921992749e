namespace Tombolo.Xmpp.Errors;

/// <summary>The closed set of stanza errors (RFC 6120 section 8.3.3). The stream stays open.</summary>
public enum StanzaErrorCondition
{
    /// <summary>8.3.3.1: malformed or out of place.</summary>
    BadRequest,

    /// <summary>8.3.3.2: something of that name is there already.</summary>
    Conflict,

    /// <summary>8.3.3.3: nobody here does that.</summary>
    FeatureNotImplemented,

    /// <summary>8.3.3.4: not with the sender's rights.</summary>
    Forbidden,

    /// <summary>8.3.3.5: the receiver moved for good.</summary>
    Gone,

    /// <summary>8.3.3.6: something broke on this side.</summary>
    InternalServerError,

    /// <summary>8.3.3.7: no such item.</summary>
    ItemNotFound,

    /// <summary>8.3.3.8: an address is no address.</summary>
    JidMalformed,

    /// <summary>8.3.3.9: against the receiver's or the service's rules.</summary>
    NotAcceptable,

    /// <summary>8.3.3.10: nobody may do that.</summary>
    NotAllowed,

    /// <summary>8.3.3.11: authenticate first.</summary>
    NotAuthorized,

    /// <summary>8.3.3.12: against a local policy.</summary>
    PolicyViolation,

    /// <summary>8.3.3.13: offline for now.</summary>
    RecipientUnavailable,

    /// <summary>8.3.3.14: the receiver moved for a while.</summary>
    Redirect,

    /// <summary>8.3.3.15: register first.</summary>
    RegistrationRequired,

    /// <summary>8.3.3.16: the remote server does not exist.</summary>
    RemoteServerNotFound,

    /// <summary>8.3.3.17: the remote server did not answer in time.</summary>
    RemoteServerTimeout,

    /// <summary>8.3.3.18: too busy.</summary>
    ResourceConstraint,

    /// <summary>8.3.3.19: not offered here.</summary>
    ServiceUnavailable,

    /// <summary>8.3.3.20: subscribe first.</summary>
    SubscriptionRequired,

    /// <summary>8.3.3.21: none of the others.</summary>
    UndefinedCondition,

    /// <summary>8.3.3.22: not in this order.</summary>
    UnexpectedRequest,
}
