using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Outbox;
using Tombolo.Content;
using Tombolo.Content.Meaning;
using Tombolo.Content.Status;

namespace Tombolo.Client.Inbox;

/// <summary>What decrypted content does to the conversation it belongs to.</summary>
internal static class ContentReader
{
    /// <summary>Content from a peer; null content is something that only newer devices can read.</summary>
    public static async Task TakeAsync(Change change, MailboxEntry at, MessageContent? content, byte[] bytes, CancellationToken cancellationToken)
    {
        var sender = Rooms.SenderUri(at.From);
        var room = Rooms.RoomUri(change.Device.HostDomain ?? "", at.From, change.Device.Address!);
        if (content is not null && !Rooms.Agrees(content, sender, room))
        {
            // Written for another conversation and replayed into this one.
            return;
        }

        var waiting = await change.FindEntryAsync(EncryptedReader.WaitingId(at.StanzaId), cancellationToken);
        if (content is not null && MessageReader.Read(content) is ReceiptsMessage receipts)
        {
            await ApplyAsync(change, at.From, receipts.Report, cancellationToken);
            return;
        }

        var salt = content?.Salt ?? ReadOnlyMemory<byte>.Empty;
        var id = MessageId.Of(sender, room, bytes, salt.Span).ToString();
        if (await change.FindEntryAsync(id, cancellationToken) is not null)
        {
            return;
        }

        Chats.Receive(change, at, waiting, EntryOf(id, at.From, at.At, content) with { Direction = EntryDirection.Incoming, State = EntryState.Delivered });
        if (change.FindChat(at.From) is { State: ContactState.Accepted })
        {
            ReceiptQueue.Add(change, at.From, [new ReceiptLine(id, Read: false)]);
        }
    }

    /// <summary>What another device of the own account sent.</summary>
    public static async Task TakeCopyAsync(Change change, MailboxEntry at, MessageContent? content, byte[] bytes, CancellationToken cancellationToken)
    {
        var own = change.Device.Address!;
        var room = content is null ? null : Rooms.RoomOf(content);
        if (content is null || room is null || Rooms.PeerOf(room, change.Device.HostDomain ?? "", own) is not { } peer || MessageReader.Read(content) is ReceiptsMessage)
        {
            return;
        }

        var id = MessageId.Of(Rooms.SenderUri(own), room, bytes, content.Salt.Span).ToString();
        if (await change.FindEntryAsync(id, cancellationToken) is not null)
        {
            return;
        }

        if (change.FindChat(peer) is null)
        {
            change.Put(new ChatRecord { Address = peer, UpdatedAt = at.At });
        }

        change.Add(EntryOf(id, peer, at.At, content) with { Direction = EntryDirection.Outgoing, State = EntryState.Sent });
        change.Tell(new ChatsChanged());
    }

    private static async Task ApplyAsync(Change change, string chat, StatusReport report, CancellationToken cancellationToken)
    {
        foreach (var (message, status) in report.Entries)
        {
            var state = status switch
            {
                MessageStatus.Delivered => EntryState.Delivered,
                MessageStatus.Read => EntryState.Read,
                _ => EntryState.None,
            };
            if (state != EntryState.None)
            {
                await Threads.AdvanceAsync(change, message.ToString(), state, chat, cancellationToken);
            }
        }
    }

    private static ChatEntry EntryOf(string id, string chat, DateTimeOffset at, MessageContent? content)
    {
        var (kind, text) = (content is null ? new OtherMessage("", "") : MessageReader.Read(content)) switch
        {
            TextMessage message => (EntryKind.Message, message.Text),
            ReactionMessage reaction => (EntryKind.Unsupported, reaction.Emoji),
            EditMessage edit => (EntryKind.Unsupported, edit.Text),
            AttachmentMessage attachment => (EntryKind.Unsupported, attachment.File.Description),
            OtherMessage other => (EntryKind.Unsupported, other.Fallback),
            _ => (EntryKind.Unsupported, ""),
        };
        return new ChatEntry { Id = id, Chat = chat, Kind = kind, Text = text, At = at };
    }
}
