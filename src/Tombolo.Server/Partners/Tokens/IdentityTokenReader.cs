using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tombolo.Interop.Identity;
using Tombolo.Server.Partners.SigningKeys;

namespace Tombolo.Server.Partners.Tokens;

/// <summary>
/// Judges an identity token by itself: form, partner, signature, audience, time, purpose, claims, in this order, so that nothing about the content is said to
/// somebody who could not sign it. Replay and possession come after, with the transaction that uses the token.
/// </summary>
internal sealed class IdentityTokenReader(PartnerRegistry partners, PartnerKeys keys, IOptions<TomboloServerOptions> options, TimeProvider time)
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256];
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = IdentityTokenClaims.MaxTokenLength };
    private readonly string _audience = options.Value.PublicUrl.TrimEnd('/');

    public async Task<Outcome<IdentityToken>> ReadAsync(string text, string purpose, CancellationToken cancellationToken)
    {
        if (TryParse(text) is not { } token || TokenClaims.TryRead(token) is not { } claims)
        {
            return ErrorCode.TokenMalformed;
        }

        if (partners.FindByIssuer(claims.Issuer) is not { } partner)
        {
            return ErrorCode.PartnerUnknown;
        }

        if (!partners.IsActive(partner))
        {
            return ErrorCode.PartnerNotLive;
        }

        var refusal = await CheckSignatureAsync(partner, token, cancellationToken) ?? CheckUse(token, claims, purpose);
        return refusal is { } code ? code : TokenIdentifier.Check(partner, claims);
    }

    private JsonWebToken? TryParse(string text)
    {
        if (text.Length > IdentityTokenClaims.MaxTokenLength || !System.Text.Ascii.IsValid(text) || !_handler.CanReadToken(text))
        {
            return null;
        }

        try
        {
            var token = new JsonWebToken(text);
            return token.IsEncrypted || token.InnerToken is not null ? null : token;
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException or SecurityTokenException)
        {
            // The library's ways to say that this is no JWT.
            return null;
        }
    }

    private async Task<ErrorCode?> CheckSignatureAsync(Partner partner, JsonWebToken token, CancellationToken cancellationToken)
    {
        if (token.Kid is not { Length: > 0 and <= 255 } keyId || !Algorithms.Contains(token.Alg, StringComparer.Ordinal))
        {
            return ErrorCode.TokenSignature;
        }

        if (await keys.FindAsync(partner, keyId, cancellationToken) is not { } candidates)
        {
            return ErrorCode.KeysUnavailable;
        }

        if (candidates.Count == 0)
        {
            return ErrorCode.TokenSignature;
        }

        var verdict = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = candidates,
            ValidAlgorithms = Algorithms,
            TryAllIssuerSigningKeys = false,
            ValidateIssuerSigningKey = true,
            ValidIssuer = partner.Issuer,

            // Checked in CheckUse, each with a code of its own.
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return verdict.IsValid ? null : ErrorCode.TokenSignature;
    }

    private ErrorCode? CheckUse(JsonWebToken token, TokenClaims claims, string purpose)
    {
        var now = time.GetUtcNow();
        if (!token.Audiences.SequenceEqual([_audience], StringComparer.Ordinal))
        {
            return ErrorCode.TokenAudience;
        }

        if (claims.IssuedAt > now + IdentityTokenClaims.ClockSkew || claims.NotBefore > now + IdentityTokenClaims.ClockSkew)
        {
            return ErrorCode.TokenNotYetValid;
        }

        if (claims.Expires <= now - IdentityTokenClaims.ClockSkew || claims.Expires - claims.IssuedAt > IdentityTokenClaims.MaxLifetime)
        {
            return ErrorCode.TokenExpired;
        }

        return claims.Purpose == purpose ? null : ErrorCode.TokenPurpose;
    }
}
