using System.Collections.Frozen;

namespace Tombolo.Interop.Errors;

/// <summary>The table behind <see cref="ErrorCode"/>: wire names, meanings, HTTP statuses and XMPP conditions.</summary>
public static class ErrorCodes
{
    private static readonly ErrorDescriptor[] Table =
    [
        Row(ErrorCode.RequestMalformed, "request_malformed", "The request is not what the documentation describes.", 400, "bad-request", "modify"),
        Row(ErrorCode.RequestTooLarge, "request_too_large", "The request is larger than this host reads.", 413, "policy-violation", "modify"),
        Row(ErrorCode.NotFound, "not_found", "Nothing is served under this name.", 404, "item-not-found", "cancel"),
        Row(ErrorCode.InternalError, "internal_error", "The host failed; the request may be repeated.", 500, "internal-server-error", "wait"),
        Row(ErrorCode.StorageUnavailable, "storage_unavailable", "The host cannot say that it stored this; repeat it later under the same id.", 503, "resource-constraint", "wait"),
        Row(ErrorCode.VersionUnsupported, "version_unsupported", "This host does not speak that protocol version.", 400, "bad-request", "modify"),
        Row(ErrorCode.RateLimited, "rate_limited", "Too many requests; Retry-After says when to come back.", 429, "resource-constraint", "wait"),
        Row(ErrorCode.NumberInvalid, "number_invalid", "This is not a phone number in international form.", 400, "bad-request", "modify"),
        Row(ErrorCode.RegistrationClosed, "registration_closed", "This host takes no registrations: no way to send a code is configured.", 503, "service-unavailable", "cancel"),
        Row(ErrorCode.RegistrationUnknown, "registration_unknown", "This registration does not exist or is already finished.", 404, "item-not-found", "cancel"),
        Row(ErrorCode.CodeWrong, "code_wrong", "This is not the code that was sent.", 403, "not-authorized", "auth"),
        Row(ErrorCode.CodeExpired, "code_expired", "The code is too old; ask for a new one.", 410, "not-authorized", "auth"),
        Row(ErrorCode.AttemptsExhausted, "attempts_exhausted", "The code was tried too often; ask for a new one.", 403, "not-authorized", "auth"),
        Row(ErrorCode.KeysInvalid, "keys_invalid", "A key has the wrong size, or a prekey is not signed by the identity key.", 400, "bad-request", "modify"),
        Row(ErrorCode.NonceUnknown, "nonce_unknown", "The nonce is unknown, used or too old; fetch a new one.", 400, "not-authorized", "auth"),
        Row(ErrorCode.TokenMalformed, "token_malformed", "The identity token is not a JWT with the claims asked for.", 400, "not-authorized", "auth"),
        Row(ErrorCode.TokenSignature, "token_signature", "The identity token is not signed by one of the partner's keys.", 401, "not-authorized", "auth"),
        Row(ErrorCode.TokenExpired, "token_expired", "The identity token is too old, or lives longer than five minutes.", 401, "not-authorized", "auth"),
        Row(ErrorCode.TokenNotYetValid, "token_not_yet_valid", "The identity token is dated in the future.", 401, "not-authorized", "auth"),
        Row(ErrorCode.TokenAudience, "token_audience", "The identity token is meant for another host.", 401, "not-authorized", "auth"),
        Row(ErrorCode.TokenPurpose, "token_purpose", "The identity token was issued for another purpose.", 401, "not-authorized", "auth"),
        Row(ErrorCode.TokenReplayed, "token_replayed", "The identity token was used before.", 401, "not-authorized", "auth"),
        Row(ErrorCode.TokenBinding, "token_binding", "The device did not prove that it holds the key the identity token names.", 401, "not-authorized", "auth"),
        Row(ErrorCode.PartnerUnknown, "partner_unknown", "The issuer of the identity token is no partner of this host.", 403, "not-authorized", "auth"),
        Row(ErrorCode.PartnerNotLive, "partner_not_live", "The partner is registered with this host, but not live.", 403, "not-authorized", "auth"),
        Row(ErrorCode.KeysUnavailable, "keys_unavailable", "The partner's keys cannot be fetched now; try again in a minute.", 503, "remote-server-timeout", "wait"),
        Row(ErrorCode.IdentifierMismatch, "identifier_mismatch", "The identifier is not of the partner's kind, or not the one enlisted.", 403, "not-authorized", "auth"),
        Row(ErrorCode.IdentifierTaken, "identifier_taken", "The identifier belongs to another user of the same partner.", 409, "conflict", "cancel"),
        Row(ErrorCode.RegionRequired, "region_required", "The identity token must name the user's region.", 400, "not-authorized", "auth"),
        Row(ErrorCode.LoginTokenInvalid, "login_token_invalid", "The login token is wrong or too old.", 401, "not-authorized", "auth"),
        Row(ErrorCode.DeviceUnknown, "device_unknown", "The host does not know this device; register it again.", 404, "item-not-found", "cancel"),
        Row(ErrorCode.EnlistmentEnded, "enlistment_ended", "The enlistment ended after 30 days without a connection; enlist again.", 403, "not-authorized", "auth"),
        Row(ErrorCode.NotReachable, "not_reachable", "This person cannot be reached from here.", 404, "item-not-found", "cancel"),
        Row(ErrorCode.DevicesChanged, "devices_changed", "The receiver's devices changed; encrypt for the list in this reply.", 409, "conflict", "modify"),
        Row(ErrorCode.CiphertextInvalid, "ciphertext_invalid", "The encrypted element does not have the form its suite asks for.", 400, "bad-request", "modify"),
        Row(ErrorCode.CiphertextTooLarge, "ciphertext_too_large", "A ciphertext is larger than the limit told at login.", 413, "policy-violation", "modify"),
        Row(ErrorCode.FeatureUnknown, "feature_unknown", "The host does not know this request.", 501, "feature-not-implemented", "cancel"),
        Row(ErrorCode.ServiceUnavailable, "service_unavailable", "Nobody here answers this; told to standard XMPP clients.", 503, "service-unavailable", "cancel"),
        Row(ErrorCode.PolicyOptedOut, "policy_opted_out", "Third-party chats are off on one side.", 403, "not-acceptable", "cancel"),
        Row(ErrorCode.PolicyRegion, "policy_region", "Third-party chats are not offered in this region.", 403, "not-acceptable", "cancel"),
        Row(ErrorCode.PolicyPlatform, "policy_platform", "Third-party chats are not offered on this kind of device.", 403, "not-acceptable", "cancel"),
        Row(ErrorCode.PolicyFeature, "policy_feature", "This feature is not enabled between these services.", 403, "not-acceptable", "cancel"),
        Row(ErrorCode.PolicySuspended, "policy_suspended", "The partner is suspended.", 403, "not-acceptable", "cancel"),
        Row(ErrorCode.PolicySuite, "policy_suite", "This encryption suite is not allowed between these services.", 403, "not-acceptable", "cancel"),
        Row(ErrorCode.PolicyPlaintext, "policy_plaintext", "Unencrypted content never passes between services.", 403, "not-acceptable", "cancel"),
        Row(ErrorCode.PolicyRate, "policy_rate", "Too many messages or lookups; wait.", 429, "resource-constraint", "wait"),
        Row(ErrorCode.PolicyQuota, "policy_quota", "No room for this message: the mailbox is full, or a stranger's five messages are used up.", 403, "resource-constraint", "wait"),
    ];

    private static readonly FrozenDictionary<ErrorCode, ErrorDescriptor> ByCode = Table.ToFrozenDictionary(row => row.Code);

    private static readonly FrozenDictionary<string, ErrorDescriptor> ByName = Table.ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>All codes, in the order of <c>docs/errors.md</c>.</summary>
    public static IReadOnlyList<ErrorDescriptor> All => Table;

    /// <summary>The row of a code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the enumeration.</exception>
    public static ErrorDescriptor Describe(this ErrorCode code) =>
        ByCode.TryGetValue(code, out var row) ? row : throw new ArgumentOutOfRangeException(nameof(code), code, "Not an error code.");

    /// <summary>The name on the wire, such as <c>token_expired</c>.</summary>
    public static string ToWireName(this ErrorCode code) => Describe(code).Name;

    /// <summary>Reads a name from the wire. A newer host may know more codes than this library: then the answer is false and the text is shown as it is.</summary>
    public static bool TryParse(string? name, out ErrorCode code)
    {
        var known = ByName.TryGetValue(name ?? "", out var row);
        code = known ? row!.Code : default;
        return known;
    }

    private static ErrorDescriptor Row(ErrorCode code, string name, string meaning, int status, string condition, string type) =>
        new(code, name, meaning, status, condition, type);
}
