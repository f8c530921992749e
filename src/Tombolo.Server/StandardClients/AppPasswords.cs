using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.StandardClients;

/// <summary>
/// The passwords of standard clients. An account that has none, or does not exist, answers like one that has (RFC 5802 section 9): the same
/// messages after the same work.
/// </summary>
internal sealed class AppPasswords(IDatabase database, HostSecret secret, IOptions<TomboloServerOptions> options)
{
    private readonly byte[] _decoySecret = secret.DeriveKey("app password decoys");

    /// <summary>Reads the user name of a login: the local part of an account, or its whole address. False for any other text.</summary>
    public bool TryReadName(string name, out AccountAddress account)
    {
        account = default;
        var domain = options.Value.Domain;
        var known = name.Contains('@', StringComparison.Ordinal)
            ? Jid.TryParse(name.AsSpan(), out var address) && address.IsBare && address.Domain.SequenceEqual(domain)
            : Jid.TryCreate(name, domain, [], out address);
        return known && AccountAddress.TryParse(address.ToString(), out account);
    }

    /// <summary>
    /// Checks a password that came in the clear. Whether an account exists shows in the time no more than in the answer, but for imported passwords (ADR 26).
    /// </summary>
    public async Task<bool> VerifyPlainAsync(AccountAddress account, string password, CancellationToken cancellationToken)
    {
        var address = account.ToString();
        var kept = await database.ReadAsync(connection => AppPasswordRows.FindOne(connection, address), cancellationToken);
        if (kept is not { Cheapest: { } scram })
        {
            var decoy = ScramCredentials.Decoy(ScramHash.Sha256, address, _decoySecret);
            return PlainVerifier.Verify(password, decoy.Salt.Span, decoy.StoredKey.Span);
        }

        return kept.Plain is { } plain ? PlainVerifier.Verify(password, scram.Salt.Span, plain) : scram.Verify(password);
    }

    /// <summary>What to check a proof against; a decoy that no proof fits when the account has no password.</summary>
    public async Task<ScramCredentials> FindAsync(AccountAddress account, ScramHash hash, CancellationToken cancellationToken)
    {
        var address = account.ToString();
        return await database.ReadAsync(connection => AppPasswordRows.Find(connection, address, hash), cancellationToken)
            ?? ScramCredentials.Decoy(hash, address, _decoySecret);
    }
}
