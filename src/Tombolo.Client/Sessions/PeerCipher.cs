using System.Globalization;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Keys;
using Tombolo.Client.Storage;
using Tombolo.Signal;

namespace Tombolo.Client.Sessions;

/// <summary>Sessions with the devices of one account, within one <see cref="Change"/>: nothing is kept until the change is applied.</summary>
internal sealed class PeerCipher
{
    private readonly DeviceCore _core;
    private readonly string _address;
    private readonly ProtocolAddress _local;
    private readonly SignalStoreTransaction _transaction;

    public PeerCipher(DeviceCore core, string address)
    {
        var own = core.Device.Address ?? throw new InvalidOperationException("The device has no account.");
        _core = core;
        _address = address;
        _local = new ProtocolAddress(Partners.UserOf(own), (uint)core.Device.DeviceId);
        _transaction = new SignalStoreTransaction(new PeerKeyStore(core, address));
    }

    /// <summary>Whether messages can be encrypted for this installation of the device; another installation's session is not.</summary>
    public async ValueTask<bool> HasSessionAsync(PeerDevice device, CancellationToken cancellationToken)
    {
        using var record = await _transaction.LoadSessionAsync(Remote(device.Id), cancellationToken);
        var identity = await _transaction.GetIdentityAsync(Remote(device.Id), cancellationToken);
        return record is { HasCurrentSession: true } && record.RemoteRegistrationId == device.RegistrationId
            && identity is not null && identity.Serialize().AsSpan().SequenceEqual(device.IdentityKey);
    }

    /// <summary>Starts a session; one that was there still decrypts.</summary>
    public async ValueTask<SessionStart> StartAsync(PreKeyBundle bundle, CancellationToken cancellationToken)
    {
        var builder = new SessionBuilder(_transaction, _local, Remote((int)bundle.DeviceId), SessionSettings.Default, _core.Time);
        return await builder.ProcessBundleAsync(bundle, cancellationToken);
    }

    /// <summary>The ciphertext; null when there is no session any more.</summary>
    public async ValueTask<CiphertextMessage?> EncryptAsync(int device, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        var result = await Cipher(device).EncryptAsync(plaintext, cancellationToken);
        return result.Succeeded ? result.Message : null;
    }

    public async ValueTask<DecryptResult> DecryptAsync(int device, CiphertextMessageType type, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        await Cipher(device).DecryptAsync(type, message, cancellationToken);

    /// <summary>Ends the current session when the complaint is about it.</summary>
    public async ValueTask<bool> ArchiveIfConcernedAsync(int device, PublicKey ratchetKey, CancellationToken cancellationToken)
    {
        using var record = await _transaction.LoadSessionAsync(Remote(device), cancellationToken);
        if (record is null || !record.CurrentRatchetKeyMatches(ratchetKey))
        {
            return false;
        }

        record.ArchiveCurrentSession();
        await _transaction.StoreSessionAsync(Remote(device), record, cancellationToken);
        return true;
    }

    /// <summary>The key last used by a device; null when it is new.</summary>
    public async ValueTask<byte[]?> KnownIdentityAsync(int device, CancellationToken cancellationToken) =>
        (await _transaction.GetIdentityAsync(Remote(device), cancellationToken))?.Serialize();

    /// <summary>Remembers a device's key and says whether it replaced another.</summary>
    public async ValueTask<bool> NoteIdentityAsync(PeerDevice device, CancellationToken cancellationToken) =>
        IdentityKey.TryDeserialize(device.IdentityKey, out var key)
        && await _transaction.SaveIdentityAsync(Remote(device.Id), key, cancellationToken) == IdentityChange.Replaced;

    /// <summary>Puts what the sessions have become into the change. False when a start of a session came a second time: drop the message.</summary>
    public async ValueTask<bool> SaveToAsync(Change change, CancellationToken cancellationToken)
    {
        foreach (var used in _transaction.Changes.UsedKyberPreKeys)
        {
            if (!await MarkUsedAsync(change, used, cancellationToken))
            {
                return false;
            }
        }

        foreach (var (device, identity) in _transaction.Changes.Identities)
        {
            change.Write(Tables.Identities, Key(device), identity.Serialize());
        }

        foreach (var (device, session) in _transaction.Changes.Sessions)
        {
            change.Write(Tables.Sessions, Key(device), session);
        }

        foreach (var id in _transaction.Changes.RemovedPreKeys)
        {
            change.Delete(Tables.PreKeys, PeerKeyStore.Key(id));
        }

        return true;
    }

    private async ValueTask<bool> MarkUsedAsync(Change change, UsedKyberPreKey used, CancellationToken cancellationToken)
    {
        using var record = await _transaction.LoadKyberPreKeyAsync(used.KyberPreKeyId, cancellationToken);
        if (record is null)
        {
            return false;
        }

        if (record.Use == KyberPreKeyUse.OneTime)
        {
            change.Delete(Tables.KyberPreKeys, PeerKeyStore.Key(used.KyberPreKeyId));
            return true;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"{used.KyberPreKeyId}/{used.SignedPreKeyId}/{used.BaseKey}");
        var isFirst = await _core.Store.ReadAsync(Tables.KyberUses, key, cancellationToken) is null;
        change.Write(Tables.KyberUses, key, []);
        return isFirst;
    }

    private SessionCipher Cipher(int device) => new(_transaction, _local, Remote(device), SessionSettings.Default, _core.Time);

    private ProtocolAddress Remote(int device) => new(Partners.UserOf(_address), (uint)device);

    private string Key(ProtocolAddress device) => Tables.Key(_address, (int)device.DeviceId);
}
