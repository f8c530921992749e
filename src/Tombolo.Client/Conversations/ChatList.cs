using Tombolo.Client.Device;

namespace Tombolo.Client.Conversations;

/// <summary>The chats as the app shows them, from what is stored.</summary>
internal static class ChatList
{
    public static IReadOnlyList<Chat> Of(DeviceState state) =>
        [.. state.Chats.Values
            .Where(chat => chat.State == ContactState.Accepted || (chat.State == ContactState.Blocked && chat.NextEntry > 1))
            .OrderByDescending(chat => chat.UpdatedAt)
            .ThenBy(chat => chat.Address, StringComparer.Ordinal)
            .Select(chat => Of(chat, state.Device))];

    public static Chat Of(ChatRecord chat, DeviceRecord device) => new()
    {
        Id = chat.Address,
        Peer = chat.Peer,
        Partner = Partners.Of(chat.Peer, device),
        IsThirdParty = Partners.IsThirdParty(chat.Address, device),
        ReadOnlyReason = chat.State == ContactState.Blocked ? RefusalCodes.Blocked : chat.ReadOnlyReason,
        Unread = chat.Unread,
        LastEntry = chat.LastEntry,
        UpdatedAt = chat.UpdatedAt,
        KeyChanged = chat.KeyChanged,
    };
}
