namespace Tombolo.Signal;

/// <summary>Session records by remote device.</summary>
public interface ISessionStore
{
    /// <summary>
    /// A record of the caller's own, read from the stored bytes (<see cref="SessionRecord.Deserialize"/>), which the caller
    /// changes and disposes; null when there is none.
    /// </summary>
    ValueTask<SessionRecord?> LoadSessionAsync(ProtocolAddress address, CancellationToken cancellationToken = default);

    /// <summary>Stores <see cref="SessionRecord.Serialize"/> of the record; the record itself stays the caller's.</summary>
    ValueTask StoreSessionAsync(ProtocolAddress address, SessionRecord record, CancellationToken cancellationToken = default);
}
