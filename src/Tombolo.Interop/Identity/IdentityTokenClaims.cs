namespace Tombolo.Interop.Identity;

/// <summary>
/// Names and limits of the identity token: a JWT (RFC 7519, RFC 8725) that a partner signs for one of its users and one device. Besides these it carries
/// the registered <c>iss</c>, <c>aud</c>, <c>sub</c>, <c>iat</c>, <c>exp</c> and <c>jti</c>, all required.
/// </summary>
public static class IdentityTokenClaims
{
    /// <summary>The shown identifier: an object of <see cref="Identity.Identifier"/>'s shape.</summary>
    public const string Identifier = "identifier";

    /// <summary>ISO 3166-1 alpha-2 region of the user; required where the identifier is no phone number.</summary>
    public const string Region = "region";

    /// <summary>One of <see cref="TokenPurposes"/>.</summary>
    public const string Purpose = "purpose";

    /// <summary>RFC 7800 confirmation: an object of <see cref="TokenConfirmation"/>'s shape.</summary>
    public const string Confirmation = "cnf";

    /// <summary>Largest token in characters. A larger one is refused unread.</summary>
    public const int MaxTokenLength = 4096;

    /// <summary>Longest <c>sub</c> and <c>jti</c> in characters.</summary>
    public const int MaxIdLength = 255;

    /// <summary>Longest time between <c>iat</c> and <c>exp</c>. Raising it widens the window in which a stolen token is worth something.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How far two clocks may be apart; also how long after <c>exp</c> a used <c>jti</c> is remembered.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);
}
