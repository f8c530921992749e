using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Tombolo.Interop.Enlistment;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Partners.Enlistment;

/// <summary>Nonces for possession proofs: 32 random bytes, in the store because any node may see them again, good once.</summary>
internal sealed class Nonces(IDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public async Task<NonceIssued> IssueAsync(CancellationToken cancellationToken)
    {
        var nonce = RandomNumberGenerator.GetBytes(Possession.NonceSize);
        var endsAt = time.Now() + Lifetime.ToStore();
        await database.WriteAsync(connection => connection.Execute("INSERT INTO nonce (value, ends_at) VALUES (@nonce, @endsAt)", new { nonce, endsAt }), cancellationToken);
        return new NonceIssued { Nonce = nonce, ExpiresAt = StoreTime.FromStore(endsAt) };
    }

    /// <summary>Uses the nonce up, inside the caller's transaction. False when it was never issued, is used or too old.</summary>
    public bool TryUse(DbConnection connection, byte[] nonce) =>
        connection.Execute("DELETE FROM nonce WHERE value = @nonce AND ends_at > @now", new { nonce, now = time.Now() }) == 1;
}
