using Tombolo.Client.Device;

namespace Tombolo.Client.Conversations;

/// <summary>The open contact requests as the app shows them.</summary>
internal static class RequestList
{
    public static IReadOnlyList<ContactRequest> Of(DeviceState state) =>
        [.. state.Chats.Values
            .Where(chat => chat.State == ContactState.Requested)
            .OrderByDescending(chat => chat.UpdatedAt)
            .Select(chat => Of(chat, state.RequestEntries.GetValueOrDefault(chat.Address) ?? [], state.Device))];

    public static ContactRequest Of(ChatRecord chat, IReadOnlyList<ChatEntry> entries, DeviceRecord device) => new()
    {
        Id = chat.Address,
        From = chat.Peer ?? new PeerIdentifier("handle", Partners.UserOf(chat.Address), Partners.IdOf(Partners.DomainOf(chat.Address))),
        Partner = Partners.Of(chat.Peer, device),
        Messages = [.. entries],
        At = chat.RequestedAt,
    };

    /// <summary>Follows a change: new entries of requests, and requests that are none any more.</summary>
    public static void Remember(DeviceState state, Change change)
    {
        foreach (var chat in change.Chats.Values.Where(chat => chat.State != ContactState.Requested))
        {
            state.RequestEntries.Remove(chat.Address);
        }

        foreach (var entry in change.Entries.Values.Select(record => record.Entry))
        {
            if (state.Chats.GetValueOrDefault(entry.Chat)?.State == ContactState.Requested)
            {
                Merge(state, entry);
            }
        }
    }

    private static void Merge(DeviceState state, ChatEntry entry)
    {
        var entries = state.RequestEntries.TryGetValue(entry.Chat, out var known) ? known : state.RequestEntries[entry.Chat] = [];
        var place = entries.FindIndex(other => other.Id == entry.Id);
        if (place >= 0)
        {
            entries[place] = entry;
        }
        else
        {
            entries.Add(entry);
        }
    }
}
