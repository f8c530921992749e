namespace Tombolo.Partner;

/// <summary>What a partner's own service has to say about itself. Validated when the application starts.</summary>
public sealed class TomboloPartnerOptions
{
    /// <summary>
    /// The issuer URL, as registered with the host: the <c>iss</c> of identity tokens and the origin of the discovery document.
    /// HTTPS without query and fragment; HTTP only for loopback. No default.
    /// </summary>
    public string Issuer { get; set; } = "";

    /// <summary>The host's issuer URL, from <c>/.well-known/tombolo</c>: the <c>aud</c> of identity tokens. No default.</summary>
    public string Host { get; set; } = "";

    /// <summary>
    /// Folder for the signing keys, created with access for the own user only. Whoever reads it can sign for every user of the partner: keep it off shared disks,
    /// and back it up like a password. No default.
    /// </summary>
    public string KeyFolder { get; set; } = "";

    /// <summary>How long one key signs. 1 to 365 days, default 30: short enough that rotation is exercised, long enough not to be noticed.</summary>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a new key is published before it signs, and an old one after it stopped. 1 minute to 7 days, default 24 hours, the longest a host caches a key set;
    /// less makes hosts fetch out of turn.
    /// </summary>
    public TimeSpan KeyOverlap { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long an identity token is valid. 10 seconds to 5 minutes (the host's limit), default 2 minutes.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(2);
}
