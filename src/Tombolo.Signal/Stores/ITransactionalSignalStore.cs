namespace Tombolo.Signal;

/// <summary>A store that can take a whole transaction in at once.</summary>
public interface ITransactionalSignalStore : ISignalStore
{
    /// <summary>
    /// Writes all changes or none, also when the process dies half way. False, with nothing written, when a used Kyber
    /// pre-key in them turns out to have been used before.
    /// </summary>
    ValueTask<bool> ApplyAsync(SignalStoreChanges changes, CancellationToken cancellationToken = default);
}
