using Tombolo.Interop.Identity;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Partners.Tokens;

/// <summary>The last look at a token: is the identifier of the partner's kind and canonical, is the region known.</summary>
internal static class TokenIdentifier
{
    public static Outcome<IdentityToken> Check(Partner partner, TokenClaims claims)
    {
        var identifier = claims.Identifier;
        if (identifier.Type != partner.IdentifierType || !IsCanonical(identifier, out var region))
        {
            return ErrorCode.IdentifierMismatch;
        }

        region ??= claims.Region;
        if (region is not { Length: 2 } || !region.All(char.IsAsciiLetterUpper))
        {
            return ErrorCode.RegionRequired;
        }

        return new IdentityToken
        {
            Partner = partner,
            Subject = claims.Subject,
            Identifier = new AccountIdentifier(identifier.Type, identifier.Value),
            Region = region,
            KeyThumbprint = claims.KeyThumbprint,
            TokenId = claims.TokenId,
            Expires = claims.Expires,
        };
    }

    private static bool IsCanonical(Identifier identifier, out string? region)
    {
        region = null;
        switch (identifier.Type)
        {
            case IdentifierTypes.Phone:
                var isNumber = PhoneNumber.TryParse(identifier.Value, out var number) && number!.E164 == identifier.Value;
                region = isNumber ? number!.Region : null;
                return isNumber;
            case IdentifierTypes.Email:
                return EmailAddress.TryCanonicalise(identifier.Value, out var address) && address == identifier.Value;
            default:
                return Handle.IsCanonical(identifier.Value);
        }
    }
}
