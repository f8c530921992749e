using System.Text;
using System.Xml.Linq;
using Tombolo.Client.Connection;
using Tombolo.Client.Device;
using Tombolo.Client.Inbox;
using Tombolo.Client.Outbox;
using Tombolo.Client.Storage;
using Tombolo.Client.Wire;
using Tombolo.Content.Meaning;
using Tombolo.Interop.Errors;

namespace Tombolo.Client.Conversations;

/// <summary>Writing and reading: what a person does with a chat.</summary>
internal sealed class Letters(DeviceCore core)
{
    /// <summary>Longest text; beyond it a text becomes an attachment, which this version does not send.</summary>
    private const int MaxTextBytes = 16 * 1024;

    public static Refusal? Check(string text) => text.Length == 0
        ? RefusalCodes.Local(RefusalCodes.TextEmpty)
        : Encoding.UTF8.GetByteCount(text) > MaxTextBytes ? RefusalCodes.Local(RefusalCodes.TextTooLong) : null;

    /// <summary>The chat with a person: one that is here, or a new one after a lookup. Null with a refusal when there is none.</summary>
    public async Task<Outcome<ChatRecord>> FindAsync(XmppSession? session, Peer to, CancellationToken cancellationToken)
    {
        if (to.Chat is { } address)
        {
            return core.FindChat(address) is { State: not ContactState.Declined } chat ? chat : RefusalCodes.Local(RefusalCodes.ChatUnknown);
        }

        var wanted = to.Identifier!;
        var known = core.Chats.FirstOrDefault(chat => chat.Peer == wanted && chat.ReadOnlyReason != RefusalCodes.AccountReplaced);
        return known is not null ? core.FindChat(known.Id)! : await LookUpAsync(session, wanted, cancellationToken);
    }

    public Task<Outcome<SentMessage>> WriteAsync(ChatRecord to, string text, CancellationToken cancellationToken) => core.StepAsync(
        change =>
        {
            var chat = change.FindChat(to.Address) ?? to with { UpdatedAt = core.Time.GetUtcNow() };
            if (chat.ReadOnlyReason is not null || chat.State == ContactState.Blocked)
            {
                return Task.FromResult<Outcome<SentMessage>>(Refusal.Of(chat.ReadOnlyReason ?? RefusalCodes.Blocked));
            }

            return Task.FromResult<Outcome<SentMessage>>(Write(change, chat, text));
        },
        cancellationToken);

    public Task<Outcome> MarkReadAsync(string address, CancellationToken cancellationToken) => core.StepAsync(
        async change =>
        {
            if (change.FindChat(address) is not { } chat)
            {
                return RefusalCodes.Local(RefusalCodes.ChatUnknown);
            }

            var unread = new List<ReceiptLine>();
            foreach (var record in await core.Store.AllAsync(Tables.Thread(address), ClientJson.Default.EntryRecord, cancellationToken))
            {
                if (record.Entry is { Direction: EntryDirection.Incoming, State: EntryState.Delivered })
                {
                    change.Put(record with { Entry = record.Entry with { State = EntryState.Read } });
                    unread.Add(new ReceiptLine(record.Entry.Id, Read: true));
                }
            }

            if (chat.Unread > 0 || unread.Count > 0)
            {
                change.Put(change.FindChat(address)! with { Unread = 0 });
                change.Tell(new ChatsChanged());
            }

            if (chat.State == ContactState.Accepted && chat.ReadOnlyReason is null)
            {
                ReceiptQueue.Add(change, address, unread);
            }

            return Outcome.Done;
        },
        cancellationToken);

    public async Task<IReadOnlyList<ChatEntry>> EntriesAsync(string chat, int limit, CancellationToken cancellationToken)
    {
        var entries = await core.Store.AllAsync(Tables.Thread(chat), ClientJson.Default.EntryRecord, cancellationToken);
        return [.. entries.TakeLast(limit).Select(record => record.Entry)];
    }

    private async Task<Outcome<ChatRecord>> LookUpAsync(XmppSession? session, PeerIdentifier wanted, CancellationToken cancellationToken)
    {
        if (session is null)
        {
            return RefusalCodes.Local(RefusalCodes.Offline);
        }

        var identifier = new XElement(Names.Lookup + "identifier", new XAttribute("type", wanted.Type), new XAttribute("value", wanted.Value));
        identifier.SetAttributeValue("partner", wanted.Partner);
        var answer = await session.AskAsync("get", null, new XElement(Names.Lookup + "lookup", identifier), cancellationToken);
        if (answer.Refusal is { } refusal)
        {
            return refusal;
        }

        var found = answer.Payload?.Elements(Names.Lookup + "identifier").FirstOrDefault();
        if (found?.Text("address") is not { } address || MailboxEntry.ReadIdentity(found) is not { } peer)
        {
            return Refusal.For(ErrorCode.NotReachable);
        }

        if (address == core.Device.Address)
        {
            return Refusal.For(ErrorCode.NotReachable);
        }

        return core.FindChat(address) ?? new ChatRecord { Address = address, Peer = peer };
    }

    private SentMessage Write(Change change, ChatRecord chat, string text)
    {
        var own = change.Device.Address!;
        var sender = Rooms.SenderUri(own);
        var (bytes, id) = Rooms.Seal(MessageComposer.Text(text), sender, Rooms.RoomUri(change.Device.HostDomain ?? "", own, chat.Address));
        change.Put(chat with { State = ContactState.Accepted, KeyChanged = false });
        var entry = new ChatEntry
        {
            Id = id.ToString(), Chat = chat.Address, Kind = EntryKind.Message, Direction = EntryDirection.Outgoing,
            Text = text, At = core.Time.GetUtcNow(), State = EntryState.Queued,
        };
        change.Add(entry);
        change.Put(change.Enqueue(OutboxKind.Message, chat.Address) with { EntryId = entry.Id, Content = bytes });
        if (change.Device.OwnDevices.Count > 1)
        {
            change.Put(change.Enqueue(OutboxKind.Copy, own) with { Content = bytes });
        }

        change.Tell(new ChatsChanged());
        return new SentMessage(entry.Id, chat.Address);
    }
}
