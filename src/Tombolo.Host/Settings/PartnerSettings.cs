namespace Tombolo.Host.Settings;

/// <summary>One partner as the operator registers it in the settings.</summary>
public sealed record PartnerSettings
{
    /// <summary>Short name used in addresses: 1 to 32 lower-case letters, digits and hyphens, first a letter.</summary>
    public string Id { get; init; } = "";

    /// <summary>The name people see, at most 40 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the partner's people are called by: <c>email</c>, <c>phone</c> or <c>handle</c>.</summary>
    public string Shape { get; init; } = "email";

    /// <summary>Where it stands: <c>requested</c>, <c>sandbox</c> (development hosts only), <c>live</c>, <c>suspended</c> or <c>ended</c>.</summary>
    public string State { get; init; } = "requested";

    /// <summary>Issuer URL of the partner's identity tokens; https, or http on loopback in development.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Where the partner's own app lives, allowed as an origin by the browser rules; the issuer's origin unless it is set.</summary>
    public string AppUrl { get => field.Length == 0 ? Issuer : field; init; } = "";
}
