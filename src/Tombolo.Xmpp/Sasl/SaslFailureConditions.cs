namespace Tombolo.Xmpp.Sasl;

/// <summary>Wire names of <see cref="SaslFailureCondition"/>.</summary>
public static class SaslFailureConditions
{
    private static readonly string[] Names =
    [
        "aborted", "account-disabled", "credentials-expired", "encryption-required", "incorrect-encoding", "invalid-authzid",
        "invalid-mechanism", "malformed-request", "mechanism-too-weak", "not-authorized", "temporary-auth-failure",
    ];

    extension(SaslFailureCondition condition)
    {
        /// <summary>The element name, such as <c>not-authorized</c>.</summary>
        public string WireName => Names[(int)condition];
    }

    /// <summary>Finds a condition by its element name; an unknown one is <see cref="SaslFailureCondition.NotAuthorized"/>.</summary>
    public static SaslFailureCondition Parse(string? name)
    {
        var index = Array.IndexOf(Names, name);
        return index < 0 ? SaslFailureCondition.NotAuthorized : (SaslFailureCondition)index;
    }
}
