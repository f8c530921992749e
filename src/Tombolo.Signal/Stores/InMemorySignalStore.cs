namespace Tombolo.Signal;

/// <summary>
/// All stores in memory, as serialised records: for tests, examples and short-lived tools. Trusts an identity on first use
/// and from then on only that one, until <see cref="TrustIdentity"/> says otherwise. Changes of one
/// <see cref="ApplyAsync"/> become visible together; safe for several threads as far as the sessions' own rule allows.
/// </summary>
public sealed class InMemorySignalStore : ITransactionalSignalStore, IDisposable
{
    private readonly IdentityKeyPair _identity;
    private readonly uint _registrationId;
    private readonly Lock _lock = new();
    private readonly Dictionary<ProtocolAddress, IdentityKey> _identities = [];
    private readonly Dictionary<ProtocolAddress, byte[]> _sessions = [];
    private readonly Dictionary<uint, byte[]> _preKeys = [];
    private readonly Dictionary<uint, byte[]> _signedPreKeys = [];
    private readonly Dictionary<uint, byte[]> _kyberPreKeys = [];
    private readonly HashSet<(uint KyberPreKeyId, uint SignedPreKeyId, PublicKey BaseKey)> _usedLastResort = [];
    private readonly Dictionary<(ProtocolAddress Sender, Guid DistributionId), byte[]> _senderKeys = [];

    /// <summary>An empty store for an identity, which it owns from now on.</summary>
    public InMemorySignalStore(IdentityKeyPair identity, uint registrationId)
    {
        ArgumentNullException.ThrowIfNull(identity);
        _identity = identity;
        _registrationId = registrationId;
    }

    /// <summary>The user's decision to trust a new key of an address.</summary>
    public void TrustIdentity(ProtocolAddress address, IdentityKey identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        lock (_lock)
        {
            _identities[address] = identity;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IdentityKeyPair> GetIdentityKeyPairAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(_identity);

    /// <inheritdoc/>
    public ValueTask<uint> GetLocalRegistrationIdAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(_registrationId);

    /// <inheritdoc/>
    public ValueTask<IdentityKey?> GetIdentityAsync(ProtocolAddress address, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_identities.GetValueOrDefault(address));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IdentityChange> SaveIdentityAsync(ProtocolAddress address, IdentityKey identity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identity);
        lock (_lock)
        {
            IdentityKey? known = _identities.GetValueOrDefault(address);
            _identities[address] = identity;
            return ValueTask.FromResult(known is null || known == identity ? IdentityChange.None : IdentityChange.Replaced);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> IsTrustedIdentityAsync(
        ProtocolAddress address, IdentityKey identity, TrustDirection direction, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(!_identities.TryGetValue(address, out IdentityKey? known) || known == identity);
        }
    }

    /// <inheritdoc/>
    public ValueTask<SessionRecord?> LoadSessionAsync(ProtocolAddress address, CancellationToken cancellationToken = default)
    {
        byte[]? stored = Get(_sessions, address);
        return ValueTask.FromResult(stored is null ? null : SessionRecord.Deserialize(stored));
    }

    /// <inheritdoc/>
    public ValueTask StoreSessionAsync(ProtocolAddress address, SessionRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Set(_sessions, address, record.Serialize());
    }

    /// <inheritdoc/>
    public ValueTask<PreKeyRecord?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        byte[]? stored = Get(_preKeys, id);
        return ValueTask.FromResult(stored is null ? null : PreKeyRecord.Deserialize(stored));
    }

    /// <inheritdoc/>
    public ValueTask StorePreKeyAsync(PreKeyRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Set(_preKeys, record.Id, record.Serialize());
    }

    /// <inheritdoc/>
    public ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _preKeys.Remove(id);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<SignedPreKeyRecord?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        byte[]? stored = Get(_signedPreKeys, id);
        return ValueTask.FromResult(stored is null ? null : SignedPreKeyRecord.Deserialize(stored));
    }

    /// <inheritdoc/>
    public ValueTask StoreSignedPreKeyAsync(SignedPreKeyRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Set(_signedPreKeys, record.Id, record.Serialize());
    }

    /// <inheritdoc/>
    public ValueTask<KyberPreKeyRecord?> LoadKyberPreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        byte[]? stored = Get(_kyberPreKeys, id);
        return ValueTask.FromResult(stored is null ? null : KyberPreKeyRecord.Deserialize(stored));
    }

    /// <inheritdoc/>
    public ValueTask StoreKyberPreKeyAsync(KyberPreKeyRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Set(_kyberPreKeys, record.Id, record.Serialize());
    }

    /// <inheritdoc/>
    public ValueTask<bool> MarkKyberPreKeyUsedAsync(
        uint kyberPreKeyId, uint signedPreKeyId, PublicKey baseKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(baseKey);
        lock (_lock)
        {
            return ValueTask.FromResult(MarkKyberPreKeyUsed(kyberPreKeyId, signedPreKeyId, baseKey));
        }
    }

    /// <inheritdoc/>
    public ValueTask<SenderKeyRecord?> LoadSenderKeyAsync(ProtocolAddress sender, Guid distributionId, CancellationToken cancellationToken = default)
    {
        byte[]? stored = Get(_senderKeys, (sender, distributionId));
        return ValueTask.FromResult(stored is null ? null : SenderKeyRecord.Deserialize(stored));
    }

    /// <inheritdoc/>
    public ValueTask StoreSenderKeyAsync(
        ProtocolAddress sender, Guid distributionId, SenderKeyRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Set(_senderKeys, (sender, distributionId), record.Serialize());
    }

    /// <inheritdoc/>
    public ValueTask<bool> ApplyAsync(SignalStoreChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_lock)
        {
            return ValueTask.FromResult(Apply(changes));
        }
    }

    /// <summary>Clears the identity's private key.</summary>
    public void Dispose() => _identity.Dispose();

    private bool Apply(SignalStoreChanges changes)
    {
        foreach (UsedKyberPreKey used in changes.UsedKyberPreKeys)
        {
            if (!MarkKyberPreKeyUsed(used.KyberPreKeyId, used.SignedPreKeyId, used.BaseKey))
            {
                return false;
            }
        }

        Copy(changes.Identities, _identities);
        Copy(changes.Sessions, _sessions);
        Copy(changes.PreKeys, _preKeys);
        Copy(changes.SignedPreKeys, _signedPreKeys);
        Copy(changes.KyberPreKeys, _kyberPreKeys);
        Copy(changes.SenderKeys, _senderKeys);
        foreach (uint id in changes.RemovedPreKeys)
        {
            _preKeys.Remove(id);
        }

        return true;
    }

    private bool MarkKyberPreKeyUsed(uint kyberPreKeyId, uint signedPreKeyId, PublicKey baseKey)
    {
        if (!_kyberPreKeys.TryGetValue(kyberPreKeyId, out byte[]? stored))
        {
            return false;
        }

        using KyberPreKeyRecord record = KyberPreKeyRecord.Deserialize(stored);
        return record.Use == KyberPreKeyUse.OneTime
            ? _kyberPreKeys.Remove(kyberPreKeyId)
            : _usedLastResort.Add((kyberPreKeyId, signedPreKeyId, baseKey));
    }

    private byte[]? Get<TKey>(Dictionary<TKey, byte[]> records, TKey key)
        where TKey : notnull
    {
        lock (_lock)
        {
            return records.GetValueOrDefault(key);
        }
    }

    private ValueTask Set<TKey>(Dictionary<TKey, byte[]> records, TKey key, byte[] serialized)
        where TKey : notnull
    {
        lock (_lock)
        {
            records[key] = serialized;
        }

        return ValueTask.CompletedTask;
    }

    private static void Copy<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> changed, Dictionary<TKey, TValue> records)
        where TKey : notnull
    {
        foreach ((TKey key, TValue value) in changed)
        {
            records[key] = value;
        }
    }
}
