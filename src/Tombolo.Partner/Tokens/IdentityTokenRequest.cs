using Tombolo.Interop.Identity;

namespace Tombolo.Partner.Tokens;

/// <summary>For whom and for what an identity token is issued.</summary>
public sealed record IdentityTokenRequest
{
    /// <summary>The partner's stable id of the user, 1 to 255 characters; never reused for another person, never an identifier that may change.</summary>
    public required string Subject { get; init; }

    /// <summary>What people see and type for this user, in canonical form.</summary>
    public required Identifier Identifier { get; init; }

    /// <summary>ISO 3166-1 alpha-2 region of the user; required unless the identifier is a phone number.</summary>
    public string? Region { get; init; }

    /// <summary>One of <see cref="TokenPurposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>RFC 7638 thumbprint of the device's identity key, 43 characters, as the device tells it.</summary>
    public required string KeyThumbprint { get; init; }
}
