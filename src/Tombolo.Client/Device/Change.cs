using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tombolo.Client.Conversations;
using Tombolo.Client.Outbox;
using Tombolo.Client.Storage;

namespace Tombolo.Client.Device;

/// <summary>
/// One step of the device: everything that is written together, and the events that tell of it. Made and applied while the
/// device's gate is held; dropped, it has changed nothing.
/// </summary>
internal sealed class Change(DeviceState state, IClientStore store)
{
    private readonly Dictionary<string, ChatRecord> _chats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntryRecord> _entries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, OutboxRecord?> _outbox = [];
    private readonly List<StoreWrite> _writes = [];
    private readonly List<ClientEvent> _events = [];
    private long _nextOutbox = state.NextOutboxNumber;

    public DeviceRecord Device { get; private set; } = state.Device;

    public IReadOnlyList<ClientEvent> Events => _events;

    public IReadOnlyDictionary<string, ChatRecord> Chats => _chats;

    public IReadOnlyDictionary<string, EntryRecord> Entries => _entries;

    public IReadOnlyDictionary<long, OutboxRecord?> Outbox => _outbox;

    public IReadOnlyList<StoreWrite> Writes => _writes;

    public long NextOutboxNumber => _nextOutbox;

    public IClientStore Store => store;

    public void Put(DeviceRecord device)
    {
        Device = device;
        Write(Tables.Device, Tables.DeviceKey, device, ClientJson.Default.DeviceRecord);
    }

    public ChatRecord? FindChat(string address) => _chats.GetValueOrDefault(address) ?? state.Chats.GetValueOrDefault(address);

    public IReadOnlyList<ChatRecord> AllChats() => [.. state.Chats.Keys.Union(_chats.Keys).Select(address => FindChat(address)!)];

    public void Put(ChatRecord chat)
    {
        _chats[chat.Address] = chat;
        Write(Tables.Chats, chat.Address, chat, ClientJson.Default.ChatRecord);
    }

    public async ValueTask<EntryRecord?> FindEntryAsync(string id, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(id, out var pending))
        {
            return pending;
        }

        var place = await store.FindAsync(Tables.EntryIndex, id, ClientJson.Default.EntryPlace, cancellationToken);
        return place is null
            ? null
            : await store.FindAsync(Tables.Thread(place.Chat), Tables.Key(place.Number), ClientJson.Default.EntryRecord, cancellationToken);
    }

    /// <summary>Adds an entry at the end of its thread and makes it the chat's last.</summary>
    public EntryRecord Add(ChatEntry entry)
    {
        var chat = FindChat(entry.Chat) ?? throw new InvalidOperationException("An entry needs its chat.");
        var record = new EntryRecord { Entry = entry, Number = chat.NextEntry };
        Put(chat with { NextEntry = chat.NextEntry + 1, LastEntry = entry, UpdatedAt = entry.At });
        Write(Tables.EntryIndex, entry.Id, new EntryPlace(entry.Chat, record.Number), ClientJson.Default.EntryPlace);
        Put(record);
        return record;
    }

    /// <summary>Writes an entry that is already in its thread.</summary>
    public void Put(EntryRecord record)
    {
        _entries[record.Entry.Id] = record;
        Write(Tables.Thread(record.Entry.Chat), Tables.Key(record.Number), record, ClientJson.Default.EntryRecord);
        if (FindChat(record.Entry.Chat) is { } chat && chat.LastEntry?.Id == record.Entry.Id && chat.LastEntry != record.Entry)
        {
            Put(chat with { LastEntry = record.Entry });
        }
    }

    /// <summary>Takes an entry's place in its thread under another id: what was waited for has come.</summary>
    public EntryRecord Replace(EntryRecord waiting, ChatEntry entry)
    {
        _entries.Remove(waiting.Entry.Id);
        Delete(Tables.EntryIndex, waiting.Entry.Id);
        Write(Tables.EntryIndex, entry.Id, new EntryPlace(entry.Chat, waiting.Number), ClientJson.Default.EntryPlace);
        if (FindChat(entry.Chat) is { } chat && chat.LastEntry?.Id == waiting.Entry.Id)
        {
            Put(chat with { LastEntry = entry });
        }

        var record = new EntryRecord { Entry = entry, Number = waiting.Number };
        Put(record);
        return record;
    }

    public OutboxRecord Enqueue(OutboxKind kind, string to)
    {
        var record = new OutboxRecord { Number = _nextOutbox++, Kind = kind, To = to, StanzaId = Guid.NewGuid().ToString("D") };
        return record;
    }

    public OutboxRecord? FindOutbox(string stanzaId) => Waiting().FirstOrDefault(record => record.StanzaId == stanzaId);

    public void Put(OutboxRecord record)
    {
        _outbox[record.Number] = record;
        Write(Tables.Outbox, Tables.Key(record.Number), record, ClientJson.Default.OutboxRecord);
    }

    public void Remove(OutboxRecord record)
    {
        _outbox[record.Number] = null;
        Delete(Tables.Outbox, Tables.Key(record.Number));
    }

    public IEnumerable<OutboxRecord> Waiting() =>
        state.Outbox.Values.Where(record => !_outbox.ContainsKey(record.Number)).Concat(_outbox.Values.OfType<OutboxRecord>()).OrderBy(record => record.Number);

    /// <summary>Entries of an open request, this change's included.</summary>
    public IReadOnlyList<ChatEntry> RequestEntries(string chat)
    {
        IReadOnlyList<ChatEntry> entries = state.RequestEntries.GetValueOrDefault(chat) ?? [];
        foreach (var record in _entries.Values.Where(record => record.Entry.Chat == chat).OrderBy(record => record.Number))
        {
            entries = [.. entries.Where(entry => entry.Id != record.Entry.Id), record.Entry];
        }

        return entries;
    }

    public ValueTask<SentRecord?> FindSentAsync(string stanzaId, CancellationToken cancellationToken) =>
        store.FindAsync(Tables.Sent, stanzaId, ClientJson.Default.SentRecord, cancellationToken);

    public void Put(string stanzaId, SentRecord sent) => Write(Tables.Sent, stanzaId, sent, ClientJson.Default.SentRecord);

    public void Write(string table, string key, byte[] value) => _writes.Add(new StoreWrite(table, key, value));

    public void Delete(string table, string key) => _writes.Add(new StoreWrite(table, key, null));

    public void Tell(ClientEvent change) => _events.Add(change);

    private void Write<TRecord>(string table, string key, TRecord record, JsonTypeInfo<TRecord> type) =>
        _writes.Add(new StoreWrite(table, key, JsonSerializer.SerializeToUtf8Bytes(record, type)));
}
