using Tombolo.Client.Device;
using Tombolo.Client.Inbox;

namespace Tombolo.Client.Conversations;

/// <summary>How chats begin and grow from what arrives.</summary>
internal static class Chats
{
    private const int MaxRequestEntries = 5;

    /// <summary>The chat of an entry's sender, made or brought up to date with what the host stamped.</summary>
    public static ChatRecord Meet(Change change, MailboxEntry entry)
    {
        var known = change.FindChat(entry.From);
        var chat = known ?? new ChatRecord
        {
            Address = entry.From,
            State = entry.IsRequest ? ContactState.Requested : ContactState.Accepted,
            RequestedAt = entry.At,
            UpdatedAt = entry.At,
        };
        if (chat.State == ContactState.Requested && !entry.IsRequest)
        {
            // Accepted on another device.
            chat = chat with { State = ContactState.Accepted };
        }

        var renamed = entry.Identity is not null && chat.Peer is not null && chat.Peer != entry.Identity;
        var current = chat with { Peer = entry.Identity ?? chat.Peer };
        if (current != known)
        {
            change.Put(current);
        }

        if (renamed && current.State == ContactState.Accepted)
        {
            Threads.AddNotice(change, current.Address, NoticeKind.IdentifierChanged, entry.At);
        }

        return change.FindChat(entry.From)!;
    }

    /// <summary>A message of the peer: into the thread, or into the place that waited for it.</summary>
    public static void Receive(Change change, MailboxEntry at, EntryRecord? waiting, ChatEntry entry)
    {
        if (waiting is not null)
        {
            change.Replace(waiting, entry);
        }
        else if (!Append(change, entry))
        {
            return;
        }

        var chat = change.FindChat(at.From)!;
        change.Tell(chat.State == ContactState.Requested
            ? new RequestReceived(RequestList.Of(chat, change.RequestEntries(chat.Address), change.Device))
            : new MessageReceived(ChatList.Of(chat, change.Device), entry));
        change.Tell(new ChatsChanged());
    }

    /// <summary>A message that could not be decrypted: a line that waits.</summary>
    public static void Wait(Change change, MailboxEntry at, ChatEntry waiting, byte[] complaint)
    {
        if (!Append(change, waiting))
        {
            return;
        }

        change.Put(change.Entries[waiting.Id] with { StanzaId = at.StanzaId, Device = at.Device, Complaint = complaint });
        change.Tell(new ChatsChanged());
    }

    private static bool Append(Change change, ChatEntry entry)
    {
        var chat = change.FindChat(entry.Chat)!;
        if (chat.State == ContactState.Requested && change.RequestEntries(entry.Chat).Count >= MaxRequestEntries)
        {
            return false;
        }

        change.Put(chat with { Unread = chat.Unread + 1 });
        change.Add(entry);
        return true;
    }
}
