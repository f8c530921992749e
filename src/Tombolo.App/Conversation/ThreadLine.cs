using Tombolo.Client;

namespace Tombolo.App.Conversation;

/// <summary>A line as it stands in a thread.</summary>
/// <param name="Entry">The message or notice.</param>
/// <param name="Day">Set on the first line of a day.</param>
/// <param name="Last">True when the next line is not of the same side: the bubble gets its corner.</param>
internal sealed record ThreadLine(ChatEntry Entry, DateOnly? Day, bool Last)
{
    public static IReadOnlyList<ThreadLine> Arrange(IReadOnlyList<ChatEntry> entries, Func<DateTimeOffset, DateOnly> dayOf)
    {
        var lines = new List<ThreadLine>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var day = dayOf(entry.At);
            var isNewDay = i == 0 || dayOf(entries[i - 1].At) != day;
            var isLast = i == entries.Count - 1 || entries[i + 1].Direction != entry.Direction || dayOf(entries[i + 1].At) != day;
            lines.Add(new ThreadLine(entry, isNewDay ? day : null, isLast));
        }

        return lines;
    }
}
