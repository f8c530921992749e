namespace Tombolo.Signal;

/// <summary>This device's identity, the identities of others, and the decision whom to trust.</summary>
public interface IIdentityKeyStore
{
    /// <summary>This device's identity key pair. The store keeps owning it; callers do not dispose it.</summary>
    ValueTask<IdentityKeyPair> GetIdentityKeyPairAsync(CancellationToken cancellationToken = default);

    /// <summary>This device's registration id.</summary>
    ValueTask<uint> GetLocalRegistrationIdAsync(CancellationToken cancellationToken = default);

    /// <summary>The identity last saved for an address; null when there is none.</summary>
    ValueTask<IdentityKey?> GetIdentityAsync(ProtocolAddress address, CancellationToken cancellationToken = default);

    /// <summary>Remembers the identity that an address uses now and says whether it replaced another.</summary>
    ValueTask<IdentityChange> SaveIdentityAsync(ProtocolAddress address, IdentityKey identity, CancellationToken cancellationToken = default);

    /// <summary>
    /// The trust decision, which belongs to the application: trust on first use, verified keys only, or anything between.
    /// Asked before anything is stored.
    /// </summary>
    ValueTask<bool> IsTrustedIdentityAsync(ProtocolAddress address, IdentityKey identity, TrustDirection direction, CancellationToken cancellationToken = default);
}
