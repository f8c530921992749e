namespace Tombolo.Signal;

/// <summary>One-time pre-keys by id.</summary>
public interface IPreKeyStore
{
    /// <summary>A record of the caller's own, which the caller disposes; null when there is none.</summary>
    ValueTask<PreKeyRecord?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default);

    /// <summary>Stores the record's bytes; the record stays the caller's.</summary>
    ValueTask StorePreKeyAsync(PreKeyRecord record, CancellationToken cancellationToken = default);

    /// <summary>Deletes a key after use; an id that is not there is no error.</summary>
    ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default);
}
