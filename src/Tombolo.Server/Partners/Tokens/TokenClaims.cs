using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Tombolo.Interop.Identity;

namespace Tombolo.Server.Partners.Tokens;

/// <summary>The claims of an identity token, present and of the right types; their truth is judged elsewhere.</summary>
internal sealed record TokenClaims
{
    private const int MaxWordLength = 16;

    // Two readers must never see two different values of one claim.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public required string Issuer { get; init; }

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
        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload), Strict);
            return payload.RootElement.ValueKind == JsonValueKind.Object ? TryRead(payload.RootElement) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    private static TokenClaims? TryRead(JsonElement payload)
    {
        if (Text(payload, JwtRegisteredClaimNames.Iss, IdentityTokenClaims.MaxIdLength) is not { } issuer
            || Text(payload, JwtRegisteredClaimNames.Sub, IdentityTokenClaims.MaxIdLength) is not { } subject
            || Text(payload, JwtRegisteredClaimNames.Jti, IdentityTokenClaims.MaxIdLength) is not { } tokenId
            || Time(payload, JwtRegisteredClaimNames.Iat) is not { } issuedAt
            || Time(payload, JwtRegisteredClaimNames.Exp) is not { } expires
            || Text(payload, IdentityTokenClaims.Purpose, MaxWordLength) is not { } purpose || !TokenPurposes.IsKnown(purpose)
            || !payload.TryGetProperty(IdentityTokenClaims.Identifier, out var identifier) || identifier.ValueKind != JsonValueKind.Object
            || Text(identifier, "type", MaxWordLength) is not { } type
            || Text(identifier, "value", Interop.Identity.Identifier.MaxValueLength) is not { } value
            || !payload.TryGetProperty(IdentityTokenClaims.Confirmation, out var confirmation) || confirmation.ValueKind != JsonValueKind.Object
            || Text(confirmation, "jkt", Interop.Keys.KeyThumbprint.Length) is not { Length: Interop.Keys.KeyThumbprint.Length } thumbprint)
        {
            return null;
        }

        return new TokenClaims
        {
            Issuer = issuer,
            Subject = subject,
            TokenId = tokenId,
            Purpose = purpose,
            Identifier = new Identifier(type, value),
            KeyThumbprint = thumbprint,
            Region = Text(payload, IdentityTokenClaims.Region, MaxWordLength),
            IssuedAt = issuedAt,
            Expires = expires,
            NotBefore = Time(payload, JwtRegisteredClaimNames.Nbf) ?? DateTimeOffset.MinValue,
        };
    }

    // Whole seconds, up to the year 9999, where the runtime's calendar ends.
    private static DateTimeOffset? Time(JsonElement payload, string claim) =>
        payload.TryGetProperty(claim, out var element) && element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var seconds) && seconds is >= 0 and <= 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string? Text(JsonElement holder, string name, int maxLength) =>
        holder.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text && text.Length <= maxLength ? text : null;
}
