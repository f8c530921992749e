using Tombolo.Server.Accounts;

namespace Tombolo.Server.Partners.Tokens;

/// <summary>An identity token that passed every check that needs no database.</summary>
internal sealed record IdentityToken
{
    public required Partner Partner { get; init; }

    /// <summary>The partner's stable id of the user; kept only as keyed hash.</summary>
    public required string Subject { get; init; }

    public required AccountIdentifier Identifier { get; init; }

    /// <summary>ISO 3166-1 alpha-2: told by the partner, or by the phone number.</summary>
    public required string Region { get; init; }

    /// <summary>Thumbprint of the key the token is bound to.</summary>
    public required string KeyThumbprint { get; init; }

    public required string TokenId { get; init; }

    public required DateTimeOffset Expires { get; init; }
}
