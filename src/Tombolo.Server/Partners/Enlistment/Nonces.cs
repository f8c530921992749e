using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Tombolo.Interop.Enlistment;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Partners.Enlistment;

/// <summary>
/// Nonces for possession proofs, good once: 8 random bytes, the time of their end, and a MAC of both, so that handing one out to anybody who asks
/// leaves nothing behind. The store remembers those that were used, in the same transaction with what they were used for.
/// </summary>
internal sealed class Nonces(HostSecret secret, TimeProvider time)
{
    private const int RandomBytes = 8;
    private const int SignedBytes = RandomBytes + sizeof(long);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly byte[] _key = secret.DeriveKey("nonces");

    public NonceIssued Issue()
    {
        var nonce = new byte[Possession.NonceSize];
        var endsAt = time.Now() + Lifetime.ToStore();
        RandomNumberGenerator.Fill(nonce.AsSpan(0, RandomBytes));
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(RandomBytes), endsAt);
        Mac(nonce).CopyTo(nonce.AsSpan(SignedBytes));
        return new NonceIssued { Nonce = nonce, ExpiresAt = StoreTime.FromStore(endsAt) };
    }

    /// <summary>Uses the nonce up, inside the caller's transaction. False when it was never issued, is used or too old.</summary>
    public bool TryUse(DbConnection connection, byte[] nonce)
    {
        var endsAt = BinaryPrimitives.ReadInt64BigEndian(nonce.AsSpan(RandomBytes));
        return CryptographicOperations.FixedTimeEquals(Mac(nonce), nonce.AsSpan(SignedBytes))
            && endsAt > time.Now()
            && connection.Execute("INSERT INTO nonce (value, ends_at) VALUES (@nonce, @endsAt) ON CONFLICT (value) DO NOTHING", new { nonce, endsAt }) == 1;
    }

    private ReadOnlySpan<byte> Mac(byte[] nonce) => HMACSHA256.HashData(_key, nonce.AsSpan(0, SignedBytes)).AsSpan(0, Possession.NonceSize - SignedBytes);
}
