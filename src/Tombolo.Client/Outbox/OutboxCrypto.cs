using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Keys;
using Tombolo.Client.Sessions;
using Tombolo.Content;
using Tombolo.Content.Meaning;
using Tombolo.Content.Status;
using Tombolo.Interop.Keys;
using Tombolo.Signal;

namespace Tombolo.Client.Outbox;

/// <summary>Encrypts an outbox record for the devices of its receiver, within one change: sessions, stanza and what may be asked for again.</summary>
internal sealed class OutboxCrypto(DeviceCore core)
{
    /// <summary>The devices that need a bundle before anything can be encrypted for them.</summary>
    public Task<IReadOnlyList<PeerDevice>> MissingAsync(OutboxRecord record, IReadOnlyList<PeerDevice> devices, CancellationToken cancellationToken) => core.StepAsync(
        async change =>
        {
            var cipher = new PeerCipher(core, record.To);
            var missing = new List<PeerDevice>();
            foreach (var device in Targets(change, record, devices))
            {
                if (!await cipher.HasSessionAsync(device, cancellationToken))
                {
                    missing.Add(device);
                }
            }

            return (IReadOnlyList<PeerDevice>)missing;
        },
        cancellationToken);

    /// <summary>The record with its stanza, saved; a refusal when a bundle is bad or a session is gone meanwhile.</summary>
    public Task<Outcome<OutboxRecord>> SealAsync(
        OutboxRecord record, IReadOnlyList<PeerDevice> devices, IReadOnlyList<PreKeyBundle> bundles, CancellationToken cancellationToken) => core.StepAsync(
        async change =>
        {
            // A receipt may have been added meanwhile.
            if (change.FindOutbox(record.StanzaId) is not { } current)
            {
                return RefusalCodes.Local(RefusalCodes.ProtocolBroken);
            }

            var cipher = new PeerCipher(core, current.To);
            await Threads.TakeDevicesAsync(change, cipher, current.To, devices, core.Time.GetUtcNow(), cancellationToken);
            foreach (var bundle in bundles)
            {
                if (await cipher.StartAsync(bundle, cancellationToken) != SessionStart.Established)
                {
                    return Refusal.For(Interop.Errors.ErrorCode.KeysInvalid);
                }
            }

            return await EncryptAsync(change, cipher, current, devices, cancellationToken);
        },
        cancellationToken);

    private async Task<Outcome<OutboxRecord>> EncryptAsync(
        Change change, PeerCipher cipher, OutboxRecord record, IReadOnlyList<PeerDevice> devices, CancellationToken cancellationToken)
    {
        var content = record.Content ?? Receipts(change, record);
        var targets = Targets(change, record, devices);
        var parts = new List<EncryptedPart>();
        foreach (var device in targets)
        {
            if (await cipher.EncryptAsync(device.Id, content, cancellationToken) is not { } message)
            {
                return RefusalCodes.Local(RefusalCodes.ProtocolBroken);
            }

            parts.Add(new EncryptedPart(device.Id, message));
        }

        var digest = DeviceListDigest.Of(devices.Select(device => new ListedDevice(device.Id, device.RegistrationId, device.IdentityKey)));
        var ready = record with { Content = content, Stanza = OutgoingStanzas.Encrypted(record, change.Device.DeviceId, digest, parts) };
        await cipher.SaveToAsync(change, cancellationToken);
        change.Put(ready);
        change.Put(record.StanzaId, new SentRecord
        {
            To = record.To, Content = content, At = core.Time.GetUtcNow(), EntryId = record.EntryId, Resends = record.Resends,
            Urgent = record.Kind != OutboxKind.Receipts, Attempts = record.Attempts, Devices = targets,
        });
        return ready;
    }

    private static List<PeerDevice> Targets(Change change, OutboxRecord record, IReadOnlyList<PeerDevice> devices) => record.Kind switch
    {
        OutboxKind.Resend => [.. devices.Where(device => device.Id == record.Device)],
        OutboxKind.Copy => [.. devices.Where(device => device.Id != change.Device.DeviceId)],
        _ => [.. devices],
    };

    private static byte[] Receipts(Change change, OutboxRecord record)
    {
        var own = change.Device.Address!;
        var lines = new List<StatusEntry>();
        foreach (var line in record.Receipts)
        {
            if (MessageId.TryParse(line.EntryId, out var id))
            {
                lines.Add(new StatusEntry(id, line.Read ? MessageStatus.Read : MessageStatus.Delivered));
            }
        }

        var room = Rooms.RoomUri(change.Device.HostDomain ?? "", own, record.To);
        return Rooms.Seal(MessageComposer.Receipts(new StatusReport(lines)), Rooms.SenderUri(own), room).Bytes;
    }
}
