namespace Tombolo.Signal;

/// <summary>Sender-key records by sending device and distribution id.</summary>
public interface ISenderKeyStore
{
    /// <summary>A record of the caller's own, which the caller changes and disposes; null when there is none.</summary>
    ValueTask<SenderKeyRecord?> LoadSenderKeyAsync(ProtocolAddress sender, Guid distributionId, CancellationToken cancellationToken = default);

    /// <summary>Stores the record's bytes; the record stays the caller's.</summary>
    ValueTask StoreSenderKeyAsync(ProtocolAddress sender, Guid distributionId, SenderKeyRecord record, CancellationToken cancellationToken = default);
}
