namespace Tombolo.Interop.Errors;

/// <summary>
/// Every refusal that may leave the host, over HTTP (<c>code</c> of RFC 9457 problem details) and over XMPP (<c>code</c> of the
/// <c>urn:tombolo:errors:0</c> element). The set is closed: nothing else is sent. Names on the wire are snake_case, see <see cref="ErrorCodes"/>.
/// </summary>
public enum ErrorCode
{
    /// <summary>The request is not what the documentation describes.</summary>
    RequestMalformed,

    /// <summary>The request is larger than this host reads.</summary>
    RequestTooLarge,

    /// <summary>Nothing is served under this name.</summary>
    NotFound,

    /// <summary>The host failed; the request may be repeated.</summary>
    InternalError,

    /// <summary>The store failed, so the host cannot promise this; a message is repeated under the same id, and known again if it was stored.</summary>
    StorageUnavailable,

    /// <summary>The protocol version is not spoken by this host.</summary>
    VersionUnsupported,

    /// <summary>Too many requests; <c>Retry-After</c> says when to come back.</summary>
    RateLimited,

    /// <summary>The phone number is not a possible number in E.164 form.</summary>
    NumberInvalid,

    /// <summary>This host takes no registrations, because no way to send a code is configured.</summary>
    RegistrationClosed,

    /// <summary>The registration does not exist, or is already finished.</summary>
    RegistrationUnknown,

    /// <summary>The one-time code is not the one sent.</summary>
    CodeWrong,

    /// <summary>The one-time code is too old.</summary>
    CodeExpired,

    /// <summary>The one-time code was tried too often; ask for a new one.</summary>
    AttemptsExhausted,

    /// <summary>A key has the wrong size or count, or a prekey signature is not the identity key's.</summary>
    KeysInvalid,

    /// <summary>The nonce was not issued by this host, was used before, or is too old.</summary>
    NonceUnknown,

    /// <summary>The identity token is not a JWT with the claims asked for.</summary>
    TokenMalformed,

    /// <summary>The identity token is not signed by one of the partner's keys.</summary>
    TokenSignature,

    /// <summary>The identity token is too old, or lives longer than five minutes.</summary>
    TokenExpired,

    /// <summary>The identity token is dated in the future.</summary>
    TokenNotYetValid,

    /// <summary>The identity token is meant for another host.</summary>
    TokenAudience,

    /// <summary>The identity token was issued for another purpose.</summary>
    TokenPurpose,

    /// <summary>The identity token was used before.</summary>
    TokenReplayed,

    /// <summary>The device did not prove possession of the key that the identity token names.</summary>
    TokenBinding,

    /// <summary>The issuer of the identity token is no registered partner.</summary>
    PartnerUnknown,

    /// <summary>The partner is registered, but not live.</summary>
    PartnerNotLive,

    /// <summary>The partner's keys cannot be fetched now.</summary>
    KeysUnavailable,

    /// <summary>The identifier is not of the partner's kind, not canonical, or not the one enlisted.</summary>
    IdentifierMismatch,

    /// <summary>The identifier belongs to another user of the same partner.</summary>
    IdentifierTaken,

    /// <summary>The identity token must say in which region the user is, because the identifier is no phone number.</summary>
    RegionRequired,

    /// <summary>The login token is wrong or too old; partner devices come back with an identity token.</summary>
    LoginTokenInvalid,

    /// <summary>The host does not know this device any more; the app offers to register again.</summary>
    DeviceUnknown,

    /// <summary>The enlistment ended (30 days without a connection); enlisting again is allowed.</summary>
    EnlistmentEnded,

    /// <summary>The person does not exist, does not take part, or does not want to be found. Deliberately one answer.</summary>
    NotReachable,

    /// <summary>The list of devices the message was encrypted for is out of date; the reply carries the new one.</summary>
    DevicesChanged,

    /// <summary>The encrypted element does not have the form its suite asks for.</summary>
    CiphertextInvalid,

    /// <summary>A ciphertext is larger than the limit told at login.</summary>
    CiphertextTooLarge,

    /// <summary>The host does not know this request.</summary>
    FeatureUnknown,

    /// <summary>To standard XMPP clients only: nobody here answers. What RFC 6121 section 8 asks for, whether an account does not exist or a request is not known.</summary>
    ServiceUnavailable,

    /// <summary>Third-party chats are off on one side.</summary>
    PolicyOptedOut,

    /// <summary>Third-party chats are not offered in the region of one side.</summary>
    PolicyRegion,

    /// <summary>Third-party chats are not offered on this platform.</summary>
    PolicyPlatform,

    /// <summary>The feature is not enabled between these services.</summary>
    PolicyFeature,

    /// <summary>The partner is suspended.</summary>
    PolicySuspended,

    /// <summary>The encryption suite is not allowed between these services.</summary>
    PolicySuite,

    /// <summary>Unencrypted content never passes between services.</summary>
    PolicyPlaintext,

    /// <summary>Too many messages or lookups; wait.</summary>
    PolicyRate,

    /// <summary>The receiver's mailbox is full, or a stranger's messages are used up.</summary>
    PolicyQuota,
}
