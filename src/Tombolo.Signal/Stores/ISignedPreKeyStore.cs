namespace Tombolo.Signal;

/// <summary>Signed pre-keys by id.</summary>
public interface ISignedPreKeyStore
{
    /// <summary>A record of the caller's own, which the caller disposes; null when there is none.</summary>
    ValueTask<SignedPreKeyRecord?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default);

    /// <summary>Stores the record's bytes; the record stays the caller's.</summary>
    ValueTask StoreSignedPreKeyAsync(SignedPreKeyRecord record, CancellationToken cancellationToken = default);
}
