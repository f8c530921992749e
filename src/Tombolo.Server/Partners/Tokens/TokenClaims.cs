using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Tombolo.Interop.Identity;

namespace Tombolo.Server.Partners.Tokens;

/// <summary>The claims of an identity token, present and of the right types; their truth is judged elsewhere.</summary>
internal sealed record TokenClaims
{
    public required string Subject { get; init; }

    public required string TokenId { get; init; }

    public required string Purpose { get; init; }

    public required Identifier Identifier { get; init; }

    public required string KeyThumbprint { get; init; }

    public string? Region { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public DateTimeOffset NotBefore { get; init; }

    public static TokenClaims? TryRead(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue<JsonElement>(IdentityTokenClaims.Identifier, out var identifier)
            || !token.TryGetPayloadValue<JsonElement>(IdentityTokenClaims.Confirmation, out var confirmation)
            || !token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Iat, out var issuedAt)
            || !token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out var expires)
            || !IsTime(issuedAt) || !IsTime(expires)
            || Text(token, JwtRegisteredClaimNames.Sub, IdentityTokenClaims.MaxIdLength) is not { } subject
            || Text(token, JwtRegisteredClaimNames.Jti, IdentityTokenClaims.MaxIdLength) is not { } tokenId
            || Text(token, IdentityTokenClaims.Purpose, 16) is not { } purpose || !TokenPurposes.IsKnown(purpose)
            || Text(identifier, "type") is not { } type || Text(identifier, "value") is not { } value
            || Text(confirmation, "jkt") is not { Length: Interop.Keys.KeyThumbprint.Length } thumbprint
            || token.Issuer is not { Length: > 0 })
        {
            return null;
        }

        var hasNotBefore = token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Nbf, out var notBefore) && IsTime(notBefore);
        return new TokenClaims
        {
            Subject = subject,
            TokenId = tokenId,
            Purpose = purpose,
            Identifier = new Identifier(type, value),
            KeyThumbprint = thumbprint,
            Region = Text(token, IdentityTokenClaims.Region, 16),
            IssuedAt = DateTimeOffset.FromUnixTimeSeconds(issuedAt),
            Expires = DateTimeOffset.FromUnixTimeSeconds(expires),
            NotBefore = hasNotBefore ? DateTimeOffset.FromUnixTimeSeconds(notBefore) : DateTimeOffset.MinValue,
        };
    }

    // Up to the year 9999, where the runtime's calendar ends.
    private static bool IsTime(long seconds) => seconds is >= 0 and <= 253_402_300_799;

    private static string? Text(JsonWebToken token, string claim, int maxLength) =>
        token.TryGetPayloadValue<JsonElement>(claim, out var element) && element.ValueKind == JsonValueKind.String && element.GetString() is { } text && text.Length > 0 && text.Length <= maxLength
            ? text
            : null;

    private static string? Text(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object
        && holder.TryGetProperty(name, out var element)
        && element.ValueKind == JsonValueKind.String
        && element.GetString() is { Length: > 0 and <= Interop.Identity.Identifier.MaxValueLength } text
            ? text
            : null;
}
