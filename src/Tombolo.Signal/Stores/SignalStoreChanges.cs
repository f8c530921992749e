namespace Tombolo.Signal;

/// <summary>
/// What a <see cref="SignalStoreTransaction"/> has gathered: the final value of everything that was written. A storage of
/// the application's own writes all of it in one transaction, together with the message it belongs to. Records are in their
/// stored form and hold secrets.
/// </summary>
public sealed class SignalStoreChanges
{
    private readonly Dictionary<ProtocolAddress, IdentityKey> _identities = [];
    private readonly Dictionary<ProtocolAddress, byte[]> _sessions = [];
    private readonly Dictionary<uint, byte[]> _preKeys = [];
    private readonly HashSet<uint> _removedPreKeys = [];
    private readonly Dictionary<uint, byte[]> _signedPreKeys = [];
    private readonly Dictionary<uint, byte[]> _kyberPreKeys = [];
    private readonly List<UsedKyberPreKey> _usedKyberPreKeys = [];
    private readonly Dictionary<(ProtocolAddress Sender, Guid DistributionId), byte[]> _senderKeys = [];

    internal SignalStoreChanges()
    {
    }

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty =>
        _identities.Count + _sessions.Count + _preKeys.Count + _removedPreKeys.Count + _signedPreKeys.Count
        + _kyberPreKeys.Count + _usedKyberPreKeys.Count + _senderKeys.Count == 0;

    /// <summary>Identity keys to save.</summary>
    public IReadOnlyDictionary<ProtocolAddress, IdentityKey> Identities => _identities;

    /// <summary>Session records to write (<see cref="SessionRecord.Serialize"/>).</summary>
    public IReadOnlyDictionary<ProtocolAddress, byte[]> Sessions => _sessions;

    /// <summary>One-time pre-keys to write.</summary>
    public IReadOnlyDictionary<uint, byte[]> PreKeys => _preKeys;

    /// <summary>One-time pre-keys to delete.</summary>
    public IReadOnlyCollection<uint> RemovedPreKeys => _removedPreKeys;

    /// <summary>Signed pre-keys to write.</summary>
    public IReadOnlyDictionary<uint, byte[]> SignedPreKeys => _signedPreKeys;

    /// <summary>Kyber pre-keys to write.</summary>
    public IReadOnlyDictionary<uint, byte[]> KyberPreKeys => _kyberPreKeys;

    /// <summary>
    /// Kyber pre-keys that sessions were started with. Delete one-time keys; remember the triple of last-resort keys, and
    /// write nothing at all when it is there already.
    /// </summary>
    public IReadOnlyList<UsedKyberPreKey> UsedKyberPreKeys => _usedKyberPreKeys;

    /// <summary>Sender-key records to write (<see cref="SenderKeyRecord.Serialize"/>).</summary>
    public IReadOnlyDictionary<(ProtocolAddress Sender, Guid DistributionId), byte[]> SenderKeys => _senderKeys;

    internal void SetIdentity(ProtocolAddress address, IdentityKey identity) => _identities[address] = identity;

    internal void SetSession(ProtocolAddress address, byte[] record) => _sessions[address] = record;

    internal void SetPreKey(uint id, byte[] record)
    {
        _removedPreKeys.Remove(id);
        _preKeys[id] = record;
    }

    internal void RemovePreKey(uint id)
    {
        _preKeys.Remove(id);
        _removedPreKeys.Add(id);
    }

    internal void SetSignedPreKey(uint id, byte[] record) => _signedPreKeys[id] = record;

    internal void SetKyberPreKey(uint id, byte[] record) => _kyberPreKeys[id] = record;

    internal void SetUsed(UsedKyberPreKey used) => _usedKyberPreKeys.Add(used);

    internal void SetSenderKey(ProtocolAddress sender, Guid distributionId, byte[] record) => _senderKeys[(sender, distributionId)] = record;
}
