using Tombolo.Client.Conversations;
using Tombolo.Client.Storage;
using Tombolo.Signal;

namespace Tombolo.Client.Device;

/// <summary>Reads what the device remembers, or makes a new device.</summary>
internal static class DeviceLoader
{
    public static async Task<DeviceState> LoadAsync(IClientStore store, CancellationToken cancellationToken)
    {
        var device = await store.FindAsync(Tables.Device, Tables.DeviceKey, ClientJson.Default.DeviceRecord, cancellationToken);
        if (device is null)
        {
            device = Create();
            var change = new Change(new DeviceState { Device = device }, store);
            change.Put(device);
            await store.CommitAsync(change.Writes, cancellationToken);
        }

        var state = new DeviceState { Device = device };
        foreach (var chat in await store.AllAsync(Tables.Chats, ClientJson.Default.ChatRecord, cancellationToken))
        {
            state.Chats[chat.Address] = chat;
            if (chat.State == ContactState.Requested)
            {
                var entries = await store.AllAsync(Tables.Thread(chat.Address), ClientJson.Default.EntryRecord, cancellationToken);
                state.RequestEntries[chat.Address] = [.. entries.Select(entry => entry.Entry)];
            }
        }

        foreach (var record in await store.AllAsync(Tables.Outbox, ClientJson.Default.OutboxRecord, cancellationToken))
        {
            state.Outbox[record.Number] = record;
            state.NextOutboxNumber = record.Number + 1;
        }

        return state;
    }

    private static DeviceRecord Create()
    {
        using var identity = IdentityKeyPair.Generate();
        return new DeviceRecord
        {
            IdentityKeyPair = identity.Serialize(),
            RegistrationId = RegistrationId.Generate(),
            AgentId = Guid.NewGuid().ToString("D"),
        };
    }
}
