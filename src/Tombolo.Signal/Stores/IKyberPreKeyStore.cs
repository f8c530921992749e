namespace Tombolo.Signal;

/// <summary>Kyber pre-keys, one-time and last resort, by id.</summary>
public interface IKyberPreKeyStore
{
    /// <summary>A record of the caller's own, which the caller disposes; null when there is none.</summary>
    ValueTask<KyberPreKeyRecord?> LoadKyberPreKeyAsync(uint id, CancellationToken cancellationToken = default);

    /// <summary>Stores the record's bytes; the record stays the caller's.</summary>
    ValueTask StoreKyberPreKeyAsync(KyberPreKeyRecord record, CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes that a session was started with this key: deletes a one-time key; for a last-resort key remembers the triple
    /// and returns false when it has been seen before, which refuses the replayed message (signal-wire 9.3, step 6).
    /// </summary>
    ValueTask<bool> MarkKyberPreKeyUsedAsync(uint kyberPreKeyId, uint signedPreKeyId, PublicKey baseKey, CancellationToken cancellationToken = default);
}
