namespace Tombolo.Signal.Tests;

/// <summary>Passes everything on; tests override what they are about.</summary>
internal abstract class ForwardingStore(ISignalStore inner) : ISignalStore
{
    public virtual ValueTask<IdentityKeyPair> GetIdentityKeyPairAsync(CancellationToken cancellationToken = default) =>
        inner.GetIdentityKeyPairAsync(cancellationToken);

    public virtual ValueTask<uint> GetLocalRegistrationIdAsync(CancellationToken cancellationToken = default) =>
        inner.GetLocalRegistrationIdAsync(cancellationToken);

    public virtual ValueTask<IdentityKey?> GetIdentityAsync(ProtocolAddress address, CancellationToken cancellationToken = default) =>
        inner.GetIdentityAsync(address, cancellationToken);

    public virtual ValueTask<IdentityChange> SaveIdentityAsync(ProtocolAddress address, IdentityKey identity, CancellationToken cancellationToken = default) =>
        inner.SaveIdentityAsync(address, identity, cancellationToken);

    public virtual ValueTask<bool> IsTrustedIdentityAsync(
        ProtocolAddress address, IdentityKey identity, TrustDirection direction, CancellationToken cancellationToken = default) =>
        inner.IsTrustedIdentityAsync(address, identity, direction, cancellationToken);

    public virtual ValueTask<SessionRecord?> LoadSessionAsync(ProtocolAddress address, CancellationToken cancellationToken = default) =>
        inner.LoadSessionAsync(address, cancellationToken);

    public virtual ValueTask StoreSessionAsync(ProtocolAddress address, SessionRecord record, CancellationToken cancellationToken = default) =>
        inner.StoreSessionAsync(address, record, cancellationToken);

    public virtual ValueTask<PreKeyRecord?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        inner.LoadPreKeyAsync(id, cancellationToken);

    public virtual ValueTask StorePreKeyAsync(PreKeyRecord record, CancellationToken cancellationToken = default) =>
        inner.StorePreKeyAsync(record, cancellationToken);

    public virtual ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        inner.RemovePreKeyAsync(id, cancellationToken);

    public virtual ValueTask<SignedPreKeyRecord?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        inner.LoadSignedPreKeyAsync(id, cancellationToken);

    public virtual ValueTask StoreSignedPreKeyAsync(SignedPreKeyRecord record, CancellationToken cancellationToken = default) =>
        inner.StoreSignedPreKeyAsync(record, cancellationToken);

    public virtual ValueTask<KyberPreKeyRecord?> LoadKyberPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        inner.LoadKyberPreKeyAsync(id, cancellationToken);

    public virtual ValueTask StoreKyberPreKeyAsync(KyberPreKeyRecord record, CancellationToken cancellationToken = default) =>
        inner.StoreKyberPreKeyAsync(record, cancellationToken);

    public virtual ValueTask<bool> MarkKyberPreKeyUsedAsync(
        uint kyberPreKeyId, uint signedPreKeyId, PublicKey baseKey, CancellationToken cancellationToken = default) =>
        inner.MarkKyberPreKeyUsedAsync(kyberPreKeyId, signedPreKeyId, baseKey, cancellationToken);

    public virtual ValueTask<SenderKeyRecord?> LoadSenderKeyAsync(ProtocolAddress sender, Guid distributionId, CancellationToken cancellationToken = default) =>
        inner.LoadSenderKeyAsync(sender, distributionId, cancellationToken);

    public virtual ValueTask StoreSenderKeyAsync(
        ProtocolAddress sender, Guid distributionId, SenderKeyRecord record, CancellationToken cancellationToken = default) =>
        inner.StoreSenderKeyAsync(sender, distributionId, record, cancellationToken);
}
