using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Keys;
using Tombolo.Partner.Keys;

namespace Tombolo.Partner.Tokens;

internal sealed class IdentityTokenIssuer(SigningKeyRing keys, IOptions<TomboloPartnerOptions> options, TimeProvider time) : IIdentityTokenIssuer
{
    private const int TokenIdSize = 16;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issue(IdentityTokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = options.Value.Host,
            IssuedAt = now,
            Expires = now + options.Value.TokenLifetime,
            SigningCredentials = keys.Current().Credentials,
            Claims = ClaimsOf(request),
        });
    }

    private static Dictionary<string, object> ClaimsOf(IdentityTokenRequest request)
    {
        Dictionary<string, object> claims = new()
        {
            [JwtRegisteredClaimNames.Sub] = request.Subject,
            [JwtRegisteredClaimNames.Jti] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenIdSize)),
            [IdentityTokenClaims.Identifier] = new Dictionary<string, object> { ["type"] = request.Identifier.Type, ["value"] = request.Identifier.Value },
            [IdentityTokenClaims.Purpose] = request.Purpose,
            [IdentityTokenClaims.Confirmation] = new Dictionary<string, object> { ["jkt"] = request.KeyThumbprint },
        };
        if (request.Region is { } region)
        {
            claims[IdentityTokenClaims.Region] = region;
        }

        return claims;
    }

    private static void Check(IdentityTokenRequest request)
    {
        Require(request.Subject.Length is > 0 and <= IdentityTokenClaims.MaxIdLength, "The subject has 1 to 255 characters.");
        Require(IdentifierTypes.IsKnown(request.Identifier.Type) && request.Identifier.Value.Length is > 0 and <= Identifier.MaxValueLength, "The identifier has a known type and 1 to 254 characters.");
        Require(TokenPurposes.IsKnown(request.Purpose), "The purpose is enlist, login or delete.");
        Require(request.KeyThumbprint.Length == KeyThumbprint.Length && Base64Url.IsValid(request.KeyThumbprint), "The key thumbprint has 43 base64url characters.");
        Require(request.Region is { Length: 2 } region ? region.All(char.IsAsciiLetterUpper) : request.Region is null && request.Identifier.Type == IdentifierTypes.Phone, "The region is two upper-case letters, and required unless the identifier is a phone number.");

        static void Require(bool good, string rule)
        {
            if (!good)
            {
                throw new ArgumentException(rule, nameof(request));
            }
        }
    }
}
