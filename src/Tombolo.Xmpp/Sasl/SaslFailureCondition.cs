namespace Tombolo.Xmpp.Sasl;

/// <summary>The closed set of authentication failures (RFC 6120 section 6.5).</summary>
public enum SaslFailureCondition
{
    /// <summary>The client gave up.</summary>
    Aborted,

    /// <summary>The account exists and may not log in now.</summary>
    AccountDisabled,

    /// <summary>The credentials were right once.</summary>
    CredentialsExpired,

    /// <summary>The mechanism only works on an encrypted stream.</summary>
    EncryptionRequired,

    /// <summary>A message was no base64.</summary>
    IncorrectEncoding,

    /// <summary>May not act as the identity asked for.</summary>
    InvalidAuthzid,

    /// <summary>The mechanism is not offered.</summary>
    InvalidMechanism,

    /// <summary>A message cannot be read.</summary>
    MalformedRequest,

    /// <summary>The mechanism is weaker than policy allows for this account.</summary>
    MechanismTooWeak,

    /// <summary>Wrong credentials, or no such account: the same answer.</summary>
    NotAuthorized,

    /// <summary>Try again later.</summary>
    TemporaryAuthFailure,
}
