using Tombolo.Client;

namespace Tombolo.App.Conversation;

/// <summary>What a message looks like between the tap and the moment the device has saved it.</summary>
internal static class Optimistic
{
    public static ChatEntry Entry(string chat, string text, DateTimeOffset at) => new()
    {
        Id = $"pending-{at.UtcTicks}",
        Chat = chat,
        Kind = EntryKind.Message,
        Direction = EntryDirection.Outgoing,
        Text = text,
        At = at,
        State = EntryState.Queued,
    };
}
