using Tombolo.Client;

namespace Tombolo.App.Tests.Device;

/// <summary>Messages and notices to show.</summary>
internal static class Entries
{
    private static readonly DateTimeOffset Base = new(2026, 11, 20, 18, 4, 0, TimeSpan.Zero);
    private static int _next;

    public static ChatEntry Mine(string chat, string text, EntryState state = EntryState.Sent, int minutes = 0) => new()
    {
        Id = $"entry-{++_next}",
        Chat = chat,
        Kind = EntryKind.Message,
        Direction = EntryDirection.Outgoing,
        Text = text,
        State = state,
        At = Base.AddMinutes(minutes),
    };

    public static ChatEntry Theirs(string chat, string text, EntryState state = EntryState.Delivered, int minutes = 0) => Mine(chat, text, state, minutes) with
    {
        Direction = EntryDirection.Incoming,
    };

    public static ChatEntry Notice(string chat, NoticeKind kind, int minutes = 0) => new()
    {
        Id = $"entry-{++_next}",
        Chat = chat,
        Kind = EntryKind.Notice,
        Notice = kind,
        At = Base.AddMinutes(minutes),
    };
}
