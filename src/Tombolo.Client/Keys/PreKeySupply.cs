using Tombolo.Client.Device;
using Tombolo.Client.Sessions;
using Tombolo.Client.Storage;
using Tombolo.Interop.Keys;
using Tombolo.Signal;
using SignedPreKey = Tombolo.Interop.Keys.SignedPreKey;

namespace Tombolo.Client.Keys;

/// <summary>Makes prekeys: private halves into the change, public halves for the host.</summary>
internal static class PreKeySupply
{
    /// <summary>Everything a device hands over when it is enrolled.</summary>
    public static async Task<DeviceKeys> EnrolAsync(DeviceCore core, Change change)
    {
        var (signed, lastResort) = Rotate(core, change);
        return new DeviceKeys
        {
            IdentityKey = core.Identity.PublicKey.Serialize(),
            SignedPreKey = signed,
            KyberLastResort = lastResort,
            PreKeys = await OneTimeAsync(change, DeviceKeys.PreKeyCount),
            KyberPreKeys = await KyberAsync(core, change, DeviceKeys.KyberPreKeyCount),
        };
    }

    /// <summary>A new signed and a new last-resort prekey, current from now on.</summary>
    public static (SignedPreKey Signed, SignedPreKey LastResort) Rotate(DeviceCore core, Change change)
    {
        var device = change.Device;
        using var signed = SignedPreKeyRecord.Generate(device.NextSignedPreKeyId, core.Identity, core.Time);
        using var lastResort = KyberPreKeyRecord.Generate(device.NextKyberPreKeyId, core.Identity, KyberPreKeyUse.LastResort, core.Time);
        change.Write(Tables.SignedPreKeys, PeerKeyStore.Key(signed.Id), signed.Serialize());
        change.Write(Tables.KyberPreKeys, PeerKeyStore.Key(lastResort.Id), lastResort.Serialize());
        change.Put(device with
        {
            SignedPreKeyId = signed.Id,
            LastResortId = lastResort.Id,
            NextSignedPreKeyId = Next(signed.Id, 1),
            NextKyberPreKeyId = Next(lastResort.Id, 1),
            RotatedAt = core.Time.GetUtcNow(),
        });
        return (Public(signed), Public(lastResort));
    }

    /// <summary>One-time EC prekeys. Gives way between them: a browser has one thread.</summary>
    public static async Task<IReadOnlyList<PreKey>> OneTimeAsync(Change change, int count)
    {
        var keys = new List<PreKey>(count);
        var first = change.Device.NextPreKeyId;
        change.Put(change.Device with { NextPreKeyId = Next(first, count) });
        for (var index = 0; index < count; index++)
        {
            using var record = PreKeyRecord.Generate(Next(first, index));
            change.Write(Tables.PreKeys, PeerKeyStore.Key(record.Id), record.Serialize());
            keys.Add(new PreKey { Id = record.Id, Key = record.KeyPair.PublicKey.Serialize() });
            await Task.Yield();
        }

        return keys;
    }

    /// <summary>One-time Kyber prekeys.</summary>
    public static async Task<IReadOnlyList<SignedPreKey>> KyberAsync(DeviceCore core, Change change, int count)
    {
        var keys = new List<SignedPreKey>(count);
        var first = change.Device.NextKyberPreKeyId;
        change.Put(change.Device with { NextKyberPreKeyId = Next(first, count) });
        for (var index = 0; index < count; index++)
        {
            using var record = KyberPreKeyRecord.Generate(Next(first, index), core.Identity, KyberPreKeyUse.OneTime, core.Time);
            change.Write(Tables.KyberPreKeys, PeerKeyStore.Key(record.Id), record.Serialize());
            keys.Add(Public(record));
            await Task.Yield();
        }

        return keys;
    }

    private static SignedPreKey Public(SignedPreKeyRecord record) =>
        new() { Id = record.Id, Key = record.KeyPair.PublicKey.Serialize(), Signature = record.Signature.ToArray() };

    private static SignedPreKey Public(KyberPreKeyRecord record) =>
        new() { Id = record.Id, Key = record.KeyPair.PublicKey.Serialize(), Signature = record.Signature.ToArray() };

    /// <summary>Ids run from 1 to 2^24 - 1 and round again.</summary>
    private static uint Next(uint id, int steps) => (uint)((id - 1 + (uint)steps) % DeviceKeys.MaxPreKeyId) + 1;
}
