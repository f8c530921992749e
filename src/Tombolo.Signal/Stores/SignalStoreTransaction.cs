namespace Tombolo.Signal;

/// <summary>
/// A unit of work over a store: reads go through, writes are gathered and seen only by later reads of this transaction
/// until they are committed. Hand it to ciphers and builders instead of the store; then either call
/// <see cref="CommitAsync"/>, or write <see cref="Changes"/> together with the application's own data in one transaction of
/// the application's storage. Dropping it undoes everything. For one thread.
/// </summary>
public sealed class SignalStoreTransaction : ISignalStore
{
    private readonly ISignalStore _inner;

    /// <summary>An empty transaction. <paramref name="inner"/> is only read, except by <see cref="CommitAsync"/>.</summary>
    public SignalStoreTransaction(ISignalStore inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
    }

    /// <summary>What has been written so far.</summary>
    public SignalStoreChanges Changes { get; private set; } = new();

    /// <summary>
    /// Writes everything to the store at once; the transaction is then empty and can be used again. False, with nothing
    /// written, when the store refused a replayed pre-key: the decrypted message is to be dropped.
    /// </summary>
    /// <exception cref="InvalidOperationException">The store cannot take in a transaction; write <see cref="Changes"/> yourself.</exception>
    public async ValueTask<bool> CommitAsync(CancellationToken cancellationToken = default)
    {
        ITransactionalSignalStore store = _inner as ITransactionalSignalStore
            ?? throw new InvalidOperationException($"The store is not an {nameof(ITransactionalSignalStore)}.");
        bool applied = Changes.IsEmpty || await store.ApplyAsync(Changes, cancellationToken).ConfigureAwait(false);
        Changes = new SignalStoreChanges();
        return applied;
    }

    /// <inheritdoc/>
    public ValueTask<IdentityKeyPair> GetIdentityKeyPairAsync(CancellationToken cancellationToken = default) =>
        _inner.GetIdentityKeyPairAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<uint> GetLocalRegistrationIdAsync(CancellationToken cancellationToken = default) =>
        _inner.GetLocalRegistrationIdAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IdentityKey?> GetIdentityAsync(ProtocolAddress address, CancellationToken cancellationToken = default) =>
        Changes.Identities.TryGetValue(address, out IdentityKey? saved)
            ? ValueTask.FromResult<IdentityKey?>(saved)
            : _inner.GetIdentityAsync(address, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IdentityChange> SaveIdentityAsync(ProtocolAddress address, IdentityKey identity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identity);
        IdentityKey? known = await GetIdentityAsync(address, cancellationToken).ConfigureAwait(false);
        if (known == identity)
        {
            return IdentityChange.None;
        }

        Changes.SetIdentity(address, identity);
        return known is null ? IdentityChange.None : IdentityChange.Replaced;
    }

    /// <inheritdoc/>
    public ValueTask<bool> IsTrustedIdentityAsync(
        ProtocolAddress address, IdentityKey identity, TrustDirection direction, CancellationToken cancellationToken = default) =>
        _inner.IsTrustedIdentityAsync(address, identity, direction, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SessionRecord?> LoadSessionAsync(ProtocolAddress address, CancellationToken cancellationToken = default) =>
        Changes.Sessions.TryGetValue(address, out byte[]? stored)
            ? ValueTask.FromResult<SessionRecord?>(SessionRecord.Deserialize(stored))
            : _inner.LoadSessionAsync(address, cancellationToken);

    /// <inheritdoc/>
    public ValueTask StoreSessionAsync(ProtocolAddress address, SessionRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        Changes.SetSession(address, record.Serialize());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<PreKeyRecord?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        if (Changes.RemovedPreKeys.Contains(id))
        {
            return ValueTask.FromResult<PreKeyRecord?>(null);
        }

        return Changes.PreKeys.TryGetValue(id, out byte[]? stored)
            ? ValueTask.FromResult<PreKeyRecord?>(PreKeyRecord.Deserialize(stored))
            : _inner.LoadPreKeyAsync(id, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask StorePreKeyAsync(PreKeyRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        Changes.SetPreKey(record.Id, record.Serialize());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        Changes.RemovePreKey(id);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<SignedPreKeyRecord?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        Changes.SignedPreKeys.TryGetValue(id, out byte[]? stored)
            ? ValueTask.FromResult<SignedPreKeyRecord?>(SignedPreKeyRecord.Deserialize(stored))
            : _inner.LoadSignedPreKeyAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask StoreSignedPreKeyAsync(SignedPreKeyRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        Changes.SetSignedPreKey(record.Id, record.Serialize());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<KyberPreKeyRecord?> LoadKyberPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        Changes.KyberPreKeys.TryGetValue(id, out byte[]? stored)
            ? ValueTask.FromResult<KyberPreKeyRecord?>(KyberPreKeyRecord.Deserialize(stored))
            : _inner.LoadKyberPreKeyAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask StoreKyberPreKeyAsync(KyberPreKeyRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        Changes.SetKyberPreKey(record.Id, record.Serialize());
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Gathers the use. True unless this transaction has seen the same use already; the store's own verdict comes with
    /// <see cref="CommitAsync"/> or with the application's write.
    /// </summary>
    public ValueTask<bool> MarkKyberPreKeyUsedAsync(
        uint kyberPreKeyId, uint signedPreKeyId, PublicKey baseKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(baseKey);
        UsedKyberPreKey used = new(kyberPreKeyId, signedPreKeyId, baseKey);
        bool isFirst = !Changes.UsedKyberPreKeys.Contains(used);
        if (isFirst)
        {
            Changes.SetUsed(used);
        }

        return ValueTask.FromResult(isFirst);
    }

    /// <inheritdoc/>
    public ValueTask<SenderKeyRecord?> LoadSenderKeyAsync(ProtocolAddress sender, Guid distributionId, CancellationToken cancellationToken = default) =>
        Changes.SenderKeys.TryGetValue((sender, distributionId), out byte[]? stored)
            ? ValueTask.FromResult<SenderKeyRecord?>(SenderKeyRecord.Deserialize(stored))
            : _inner.LoadSenderKeyAsync(sender, distributionId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask StoreSenderKeyAsync(
        ProtocolAddress sender, Guid distributionId, SenderKeyRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        Changes.SetSenderKey(sender, distributionId, record.Serialize());
        return ValueTask.CompletedTask;
    }
}
