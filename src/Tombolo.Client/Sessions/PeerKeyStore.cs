using System.Globalization;
using Tombolo.Client.Device;
using Tombolo.Client.Storage;
using Tombolo.Signal;

namespace Tombolo.Client.Sessions;

/// <summary>
/// Signal's stores over the device's store, for one peer account: the library names accounts by UUID alone, sessions are
/// kept by full address. Reads only; writes go through a <see cref="SignalStoreTransaction"/> into a <see cref="Change"/>.
/// </summary>
internal sealed class PeerKeyStore(DeviceCore core, string address) : ISignalStore
{
    public ValueTask<IdentityKeyPair> GetIdentityKeyPairAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(core.Identity);

    public ValueTask<uint> GetLocalRegistrationIdAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(core.Device.RegistrationId);

    public async ValueTask<IdentityKey?> GetIdentityAsync(ProtocolAddress device, CancellationToken cancellationToken = default)
    {
        var bytes = await core.Store.ReadAsync(Tables.Identities, Key(device), cancellationToken);
        return bytes is null ? null : IdentityKey.Deserialize(bytes);
    }

    /// <summary>A changed key is told in the thread and used: the safety number is how people find out who is behind it.</summary>
    public ValueTask<bool> IsTrustedIdentityAsync(ProtocolAddress device, IdentityKey identity, TrustDirection direction, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(true);

    public async ValueTask<SessionRecord?> LoadSessionAsync(ProtocolAddress device, CancellationToken cancellationToken = default)
    {
        var bytes = await core.Store.ReadAsync(Tables.Sessions, Key(device), cancellationToken);
        return bytes is null ? null : SessionRecord.Deserialize(bytes);
    }

    public async ValueTask<PreKeyRecord?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        var bytes = await core.Store.ReadAsync(Tables.PreKeys, Key(id), cancellationToken);
        return bytes is null ? null : PreKeyRecord.Deserialize(bytes);
    }

    public async ValueTask<SignedPreKeyRecord?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        var bytes = await core.Store.ReadAsync(Tables.SignedPreKeys, Key(id), cancellationToken);
        return bytes is null ? null : SignedPreKeyRecord.Deserialize(bytes);
    }

    public async ValueTask<KyberPreKeyRecord?> LoadKyberPreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        var bytes = await core.Store.ReadAsync(Tables.KyberPreKeys, Key(id), cancellationToken);
        return bytes is null ? null : KyberPreKeyRecord.Deserialize(bytes);
    }

    public ValueTask<IdentityChange> SaveIdentityAsync(ProtocolAddress device, IdentityKey identity, CancellationToken cancellationToken = default) => throw ReadOnly();

    public ValueTask StoreSessionAsync(ProtocolAddress device, SessionRecord record, CancellationToken cancellationToken = default) => throw ReadOnly();

    public ValueTask StorePreKeyAsync(PreKeyRecord record, CancellationToken cancellationToken = default) => throw ReadOnly();

    public ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default) => throw ReadOnly();

    public ValueTask StoreSignedPreKeyAsync(SignedPreKeyRecord record, CancellationToken cancellationToken = default) => throw ReadOnly();

    public ValueTask StoreKyberPreKeyAsync(KyberPreKeyRecord record, CancellationToken cancellationToken = default) => throw ReadOnly();

    public ValueTask<bool> MarkKyberPreKeyUsedAsync(uint kyberPreKeyId, uint signedPreKeyId, PublicKey baseKey, CancellationToken cancellationToken = default) => throw ReadOnly();

    /// <summary>Groups come later: no one has given this device a sender key.</summary>
    public ValueTask<SenderKeyRecord?> LoadSenderKeyAsync(ProtocolAddress sender, Guid distributionId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<SenderKeyRecord?>(null);

    public ValueTask StoreSenderKeyAsync(ProtocolAddress sender, Guid distributionId, SenderKeyRecord record, CancellationToken cancellationToken = default) => throw ReadOnly();

    public static string Key(uint id) => id.ToString(CultureInfo.InvariantCulture);

    private string Key(ProtocolAddress device) => Tables.Key(address, (int)device.DeviceId);

    private static InvalidOperationException ReadOnly() => new("Writes go through a transaction.");
}
