using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Options;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Keys;
using Tombolo.Interop;
using Tombolo.Server.Abuse;
using Tombolo.Server.Accounts.Enrolment;
using Tombolo.Server.Accounts.Login;
using Tombolo.Server.Accounts;
using Tombolo.Server.Partners.Tokens;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Partners.Enlistment;

/// <summary>A partner's user becomes an account with one device, and leaves again.</summary>
internal sealed class Enlistments(
    IDatabase database, IdentityTokenReader tokens, Nonces nonces, PartnerSubjects subjects, Enrolments enrolments, Deletions deletions,
    RateLimits rates, IOptions<TomboloServerOptions> options, TimeProvider time)
{
    /// <summary>How long a partner's device may log in without a fresh identity token.</summary>
    public static readonly TimeSpan ProofLifetime = TimeSpan.FromHours(24);

    public async Task<Outcome<Enrolled>> CreateAsync(EnlistmentRequest request, CancellationToken cancellationToken)
    {
        if (Refuse(request) is { } malformed)
        {
            return malformed;
        }

        var read = await tokens.ReadAsync(request.Token, TokenPurposes.Enlist, cancellationToken);
        if (read.Value is not { } token)
        {
            return read.Refusal!.Value;
        }

        if (!MayEnlist(token, out var wait))
        {
            return Outcome<Enrolled>.Later(ErrorCode.RateLimited, wait);
        }

        var enrolling = new Enrolling
        {
            Service = token.Partner.Id,
            Region = token.Region,
            Device = request.Device,
            Keys = request.Keys,
            LoginToken = LoginTokens.Create(),
            ProofEndsAt = StoreTime.FromStore(time.Now()) + ProofLifetime,
        };
        var holds = PossessionProof.Holds(token, request.Keys.IdentityKey, Possession.Message(request.Nonce, request.Token, KeyDigest.Of(request.Keys)), request.Possession);
        var newId = Guid.NewGuid();
        var verdict = await database.WriteAsync(connection => Enlist(connection, request.Nonce, token, holds, enrolling, newId), cancellationToken);
        return verdict.Refusal is { } refusal ? refusal : await enrolments.AnnounceAsync(enrolling, verdict.Account, verdict.Existed, cancellationToken);
    }

    /// <returns>Null when the enlistment is gone, with everything it had.</returns>
    public async Task<ErrorCode?> EndAsync(EnlistmentEndRequest request, CancellationToken cancellationToken)
    {
        if (!PossessionProof.IsNonce(request.Nonce))
        {
            return ErrorCode.RequestMalformed;
        }

        var read = await tokens.ReadAsync(request.Token, TokenPurposes.Delete, cancellationToken);
        if (read.Value is not { } token)
        {
            return read.Refusal!.Value;
        }

        var message = Possession.MessageWithoutKeys(request.Nonce, request.Token);
        var verdict = await database.WriteAsync(connection => End(connection, request, token, message), cancellationToken);
        if (verdict.Refusal is { } refusal)
        {
            return refusal;
        }

        await deletions.AnnounceAsync(verdict.Account, cancellationToken);
        return null;
    }

    // After the signature: nobody can use up the allowance of a partner or of a person without a token of theirs.
    private bool MayEnlist(IdentityToken token, out TimeSpan wait)
    {
        var limits = options.Value.Abuse;
        var person = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{token.Partner.Id}\0{token.Subject}")));
        return rates.TryTake("enlistments.partner", token.Partner.Id, limits.EnlistmentsPerPartnerAndMinute, TimeSpan.FromMinutes(1), out wait)
            && rates.TryTake("enlistments.person", person, limits.EnlistmentsPerPersonAndDay, TimeSpan.FromDays(1), out wait);
    }

    private static ErrorCode? Refuse(EnlistmentRequest request)
    {
        if (!ProtocolVersion.IsCompatible(request.ProtocolVersion))
        {
            return ErrorCode.VersionUnsupported;
        }

        if (!EnrolmentRules.IsSound(request.Device) || !PossessionProof.IsNonce(request.Nonce))
        {
            return ErrorCode.RequestMalformed;
        }

        return EnrolmentRules.AreSound(request.Keys) ? null : ErrorCode.KeysInvalid;
    }

    // Nonce and token are used up whatever comes after: both are good for one try.
    private ErrorCode? UseUp(DbConnection connection, byte[] nonce, IdentityToken token, bool holds)
    {
        var nonceIsGood = nonces.TryUse(connection, nonce);
        var tokenIsNew = UsedTokens.TryUse(connection, token);
        return !tokenIsNew ? ErrorCode.TokenReplayed : !nonceIsGood ? ErrorCode.NonceUnknown : holds ? null : ErrorCode.TokenBinding;
    }

    private Verdict Enlist(DbConnection connection, byte[] nonce, IdentityToken token, bool holds, Enrolling enrolling, Guid newId)
    {
        if (UseUp(connection, nonce, token, holds) is { } refusal)
        {
            return new Verdict(refusal);
        }

        var owner = IdentifierRows.FindAccount(connection, token.Partner.Id, token.Identifier);
        if (owner is not null && owner != subjects.Find(connection, token)?.ToString())
        {
            return new Verdict(ErrorCode.IdentifierTaken);
        }

        var account = subjects.FindOrCreate(connection, token, newId);
        var identifier = IdentifierRows.GetOrAdd(connection, token.Partner.Id, token.Identifier);
        return new Verdict(null, account, enrolments.Replace(connection, enrolling, account, identifier));
    }

    private Verdict End(DbConnection connection, EnlistmentEndRequest request, IdentityToken token, byte[] message)
    {
        var account = subjects.Find(connection, token);
        var identityKey = connection.QuerySingleOrDefault<byte[]>(
            "SELECT identity_key FROM device WHERE account = @account AND id = @id",
            new { account = account?.ToString(), id = DeviceAddress.Primary });
        var holds = identityKey is not null && PossessionProof.Holds(token, identityKey, message, request.Possession);
        if (UseUp(connection, request.Nonce, token, holds || identityKey is null) is { } refusal)
        {
            return new Verdict(refusal);
        }

        if (identityKey is null)
        {
            return new Verdict(ErrorCode.DeviceUnknown);
        }

        Deletions.Delete(connection, account!.Value);
        return new Verdict(null, account.Value);
    }

    private readonly record struct Verdict(ErrorCode? Refusal, AccountAddress Account = default, bool Existed = false);
}
