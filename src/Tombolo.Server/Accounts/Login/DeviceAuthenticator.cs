using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Identity;
using Tombolo.Server.Partners;
using Tombolo.Server.Partners.Enlistment;
using Tombolo.Server.Partners.Tokens;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Accounts.Login;

/// <summary>
/// HT-SHA-256-* with the rotated login token, and OAUTHBEARER with a fresh identity token. A wrong token is answered with <c>device_unknown</c>: the only way
/// an honest app gets there is that the account has another device now, and then registering again is the cure.
/// </summary>
internal sealed class DeviceAuthenticator(
    IDatabase database,
    LoginTokens tokens,
    IdentityTokenReader identityTokens,
    Nonces nonces,
    PartnerSubjects subjects,
    PartnerRegistry partners,
    ServiceNames services,
    TimeProvider time) : IDeviceAuthenticator
{
    private static readonly byte[] NoToken = new byte[32];

    public async Task<LoginResult> LoginAsync(TokenProof proof, CancellationToken cancellationToken)
    {
        if (services.ServiceOf(proof.Device.Account) is { Length: > 0 } partner && !partners.IsActive(partner))
        {
            return LoginResult.Refused(ErrorCode.PartnerNotLive);
        }

        var next = LoginTokens.Create();
        return await database.WriteAsync(connection => Login(connection, proof, next), cancellationToken);
    }

    public async Task<LoginResult> LoginAsync(BearerProof proof, CancellationToken cancellationToken)
    {
        if (!PossessionProof.IsNonce(proof.Nonce.Span) || !Ascii.IsValid(proof.Token))
        {
            return LoginResult.Refused(ErrorCode.RequestMalformed);
        }

        var read = await identityTokens.ReadAsync(proof.Token, TokenPurposes.Login, cancellationToken);
        if (read.Value is not { } token)
        {
            return LoginResult.Refused(read.Refusal!.Value);
        }

        var next = LoginTokens.Create();
        return await database.WriteAsync(connection => Login(connection, proof, token, next), cancellationToken);
    }

    private LoginResult Login(DbConnection connection, TokenProof proof, string next)
    {
        var row = Find(connection, proof.Device);

        // The same work is done for a device that does not exist.
        var matchesCurrent = Matches(proof, row?.Token, out var currentAnswer);
        var matchesNext = Matches(proof, row?.NextToken, out var nextAnswer);
        if (row is null || !(matchesCurrent || matchesNext))
        {
            return LoginResult.Refused(HasEnded(connection, proof.Device) ? ErrorCode.EnlistmentEnded : ErrorCode.DeviceUnknown);
        }

        if (row.ProofEndsAt <= time.Now())
        {
            return LoginResult.Refused(ErrorCode.LoginTokenInvalid);
        }

        Rotate(connection, proof.Device, matchesNext ? row.NextToken! : row.Token, next, row.ProofEndsAt);
        return LoginResult.Success(proof.Device, matchesNext ? nextAnswer : currentAnswer, next, Expiry(row.ProofEndsAt));
    }

    private LoginResult Login(DbConnection connection, BearerProof proof, IdentityToken token, string next)
    {
        var row = subjects.Find(connection, token) == proof.Device.Account ? Find(connection, proof.Device) : null;
        var message = Possession.MessageWithoutKeys(proof.Nonce.Span, proof.Token);
        var holds = row is not null && PossessionProof.Holds(token, row.IdentityKey, message, proof.Possession.Span);
        var nonceIsGood = nonces.TryUse(connection, proof.Nonce.ToArray());
        if (!UsedTokens.TryUse(connection, token))
        {
            return LoginResult.Refused(ErrorCode.TokenReplayed);
        }

        if (!nonceIsGood)
        {
            return LoginResult.Refused(ErrorCode.NonceUnknown);
        }

        if (row is null)
        {
            return LoginResult.Refused(HasEnded(connection, proof.Device) ? ErrorCode.EnlistmentEnded : ErrorCode.DeviceUnknown);
        }

        if (!holds)
        {
            return LoginResult.Refused(ErrorCode.TokenBinding);
        }

        if (IdentifierRows.FindAccount(connection, token.Partner.Id, token.Identifier) != proof.Device.Account.ToString())
        {
            return LoginResult.Refused(ErrorCode.IdentifierMismatch);
        }

        var proofEndsAt = time.Now() + Enlistments.ProofLifetime.ToStore();
        Rotate(connection, proof.Device, row.NextToken ?? row.Token, next, proofEndsAt);
        return LoginResult.Success(proof.Device, default, next, Expiry(proofEndsAt));
    }

    private bool Matches(TokenProof proof, byte[]? sealedToken, out byte[] answer)
    {
        var token = sealedToken is null ? NoToken.ToArray() : tokens.Open(proof.Device, sealedToken);
        var expected = Mac(token, "Initiator"u8, proof.ChannelBinding.Span);
        answer = Mac(token, "Responder"u8, proof.ChannelBinding.Span);
        CryptographicOperations.ZeroMemory(token);
        return CryptographicOperations.FixedTimeEquals(expected, proof.Hash.Span) & sealedToken is not null;
    }

    private static byte[] Mac(ReadOnlySpan<byte> token, ReadOnlySpan<byte> role, ReadOnlySpan<byte> channelBinding)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, token);
        mac.AppendData(role);
        mac.AppendData(channelBinding);
        return mac.GetHashAndReset();
    }

    // The token that was used stays good until the next one is used; any other dies.
    private void Rotate(DbConnection connection, DeviceAddress device, byte[] used, string next, long? proofEndsAt)
    {
        var account = device.Account.ToString();
        connection.Execute(
            "UPDATE device SET token = @used, next_token = @next, proof_ends_at = @proofEndsAt WHERE account = @account AND id = @Device",
            new { account, device.Device, used, next = tokens.Seal(device, next), proofEndsAt });
        connection.Execute("UPDATE account SET seen_at = @now WHERE address = @account", new { account, now = time.Now() });
    }

    private static DeviceTokens? Find(DbConnection connection, DeviceAddress device) => connection.QuerySingleOrDefault<DeviceTokens>(
        """
        SELECT token AS Token, next_token AS NextToken, proof_ends_at AS ProofEndsAt, identity_key AS IdentityKey
        FROM device WHERE account = @account AND id = @id
        """,
        new { account = device.Account.ToString(), id = device.Device });

    private static bool HasEnded(DbConnection connection, DeviceAddress device) => PartnerSubjects.HasEnded(connection, device.Account);

    private static DateTimeOffset? Expiry(long? proofEndsAt) => proofEndsAt is { } end ? StoreTime.FromStore(end) : null;
}
