using System.Globalization;
using Tombolo.App.Wordings;

namespace Tombolo.App.Conversation;

/// <summary>Times as a person reads them, in the device's time zone.</summary>
internal sealed class Clock(TimeProvider time)
{
    public DateOnly Today => DayOf(time.GetUtcNow());

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    public string TimeOf(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The time of day today, else the day.</summary>
    public string Brief(DateTimeOffset at, Wording words) => DayOf(at) == Today ? TimeOf(at) : words.Day(DayOf(at), Today);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
}
