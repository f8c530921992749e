using Tombolo.Client.Device;
using Tombolo.Client.Keys;
using Tombolo.Client.Sessions;

namespace Tombolo.Client.Conversations;

/// <summary>What every part of the device does to a thread: notices, states, failures.</summary>
internal static class Threads
{
    /// <summary>Puts a notice into the thread and tells of it.</summary>
    public static void AddNotice(Change change, string chat, NoticeKind kind, DateTimeOffset at)
    {
        var entry = new ChatEntry { Id = "n-" + Guid.NewGuid().ToString("N"), Chat = chat, Kind = EntryKind.Notice, Notice = kind, At = at };
        change.Add(entry);
        change.Tell(kind == NoticeKind.KeyChanged ? new KeyChanged(chat, entry) : new NoticeAdded(entry));
        change.Tell(new ChatsChanged());
    }

    /// <summary>Moves an outgoing message forward; what is behind or failed stays.</summary>
    public static async Task AdvanceAsync(Change change, string entryId, EntryState state, string? chat, CancellationToken cancellationToken)
    {
        var record = await change.FindEntryAsync(entryId, cancellationToken);
        var movable = record is { Entry.Direction: EntryDirection.Outgoing, Entry.State: EntryState.Queued or EntryState.Sent or EntryState.Delivered }
            && record.Entry.State < state && (chat is null || record.Entry.Chat == chat);
        if (movable)
        {
            Move(change, record!, record!.Entry with { State = state });
        }
    }

    /// <summary>Marks an outgoing message as refused for good.</summary>
    public static async Task FailAsync(Change change, string entryId, string code, CancellationToken cancellationToken)
    {
        if (await change.FindEntryAsync(entryId, cancellationToken) is { Entry.State: EntryState.Queued or EntryState.Sent } record)
        {
            Move(change, record, record.Entry with { State = EntryState.Failed, Failure = code });
        }
    }

    /// <summary>Takes a device list over; a changed key becomes a notice.</summary>
    public static async Task TakeDevicesAsync(Change change, PeerCipher cipher, string chat, IReadOnlyList<PeerDevice> devices, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var changed = false;
        foreach (var device in devices)
        {
            changed |= await cipher.NoteIdentityAsync(device, cancellationToken);
        }

        if (change.FindChat(chat) is { } record)
        {
            change.Put(record with { Devices = devices, KeyChanged = record.KeyChanged || changed });
            if (changed)
            {
                AddNotice(change, chat, NoticeKind.KeyChanged, at);
            }
        }
    }

    private static void Move(Change change, EntryRecord record, ChatEntry entry)
    {
        change.Put(record with { Entry = entry });
        change.Tell(new MessageChanged(entry));
    }
}
