using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Tombolo.Interop.Identity;
using Tombolo.Server.Partners.Tokens;

namespace Tombolo.Server.Partners.Enlistment;

/// <summary>One row per (issuer, jti) until the token could not be accepted any more.</summary>
internal static class UsedTokens
{
    /// <summary>Inside the caller's transaction. False when the token was used before.</summary>
    public static bool TryUse(DbConnection connection, IdentityToken token) => connection.Execute(
        "INSERT INTO used_token (digest, ends_at) VALUES (@digest, @endsAt) ON CONFLICT (digest) DO NOTHING",
        new
        {
            digest = SHA256.HashData(Encoding.UTF8.GetBytes(token.Partner.Issuer + "\0" + token.TokenId)),
            endsAt = (token.Expires + IdentityTokenClaims.ClockSkew).ToUnixTimeMilliseconds(),
        }) == 1;
}
