namespace Tombolo.Xmpp.Errors;

/// <summary>Wire names of the stanza error vocabulary, and the type RFC 6120 pairs with each condition.</summary>
public static class StanzaErrorNames
{
    private static readonly string[] Conditions =
    [
        "bad-request", "conflict", "feature-not-implemented", "forbidden", "gone", "internal-server-error", "item-not-found",
        "jid-malformed", "not-acceptable", "not-allowed", "not-authorized", "policy-violation", "recipient-unavailable", "redirect",
        "registration-required", "remote-server-not-found", "remote-server-timeout", "resource-constraint", "service-unavailable",
        "subscription-required", "undefined-condition", "unexpected-request",
    ];

    extension(StanzaErrorCondition condition)
    {
        /// <summary>The element name, such as <c>item-not-found</c>.</summary>
        public string WireName => Conditions[(int)condition];

        /// <summary>The type that RFC 6120 recommends for the condition.</summary>
        public StanzaErrorType UsualType => condition switch
        {
            StanzaErrorCondition.BadRequest or StanzaErrorCondition.JidMalformed or StanzaErrorCondition.NotAcceptable
                or StanzaErrorCondition.PolicyViolation or StanzaErrorCondition.Redirect => StanzaErrorType.Modify,
            StanzaErrorCondition.Forbidden or StanzaErrorCondition.NotAuthorized or StanzaErrorCondition.RegistrationRequired
                or StanzaErrorCondition.SubscriptionRequired => StanzaErrorType.Auth,
            StanzaErrorCondition.RecipientUnavailable or StanzaErrorCondition.RemoteServerTimeout
                or StanzaErrorCondition.ResourceConstraint or StanzaErrorCondition.UnexpectedRequest => StanzaErrorType.Wait,
            _ => StanzaErrorType.Cancel,
        };
    }

    /// <summary>Finds a condition by its element name; an unknown one is <see cref="StanzaErrorCondition.UndefinedCondition"/>.</summary>
    public static StanzaErrorCondition ParseCondition(string? name)
    {
        var index = Array.IndexOf(Conditions, name);
        return index < 0 ? StanzaErrorCondition.UndefinedCondition : (StanzaErrorCondition)index;
    }
}
