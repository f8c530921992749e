namespace Tombolo.Interop.Identity;

/// <summary>What an identity token may be used for; a token for one purpose is refused for another.</summary>
public static class TokenPurposes
{
    /// <summary>Create or replace an enlistment.</summary>
    public const string Enlist = "enlist";

    /// <summary>Log in with SASL OAUTHBEARER.</summary>
    public const string Login = "login";

    /// <summary>Remove an enlistment with everything it has.</summary>
    public const string Delete = "delete";

    /// <summary>True for one of the three names, ordinal.</summary>
    public static bool IsKnown(string? purpose) => purpose is Enlist or Login or Delete;
}
