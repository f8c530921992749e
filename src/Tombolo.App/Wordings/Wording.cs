using System.Globalization;

namespace Tombolo.App.Wordings;

/// <summary>Every word the app shows, in one language. A missing translation does not compile.</summary>
internal sealed record Wording
{
    /// <summary>ISO 639-1 code, for the page's <c>lang</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Names of the days, Sunday first.</summary>
    public required IReadOnlyList<string> Days { get; init; }

    public required IReadOnlyList<string> Months { get; init; }

    /// <summary>Day, month, year.</summary>
    public required string DateFormat { get; init; }

    public required CommonWording Common { get; init; }

    public required WelcomeWording Welcome { get; init; }

    public required ChatsWording Chats { get; init; }

    public required NewChatWording NewChat { get; init; }

    public required ChatWording Chat { get; init; }

    public required DetailsWording Details { get; init; }

    public required RequestsWording Requests { get; init; }

    public required ThirdPartyWording ThirdParty { get; init; }

    public required SettingsWording Settings { get; init; }

    public required ConnectionWording Connection { get; init; }

    public required ErrorsWording Errors { get; init; }

    /// <summary>The words for a browser's language tag (BCP 47); English when we have none.</summary>
    public static Wording For(string? languageTag) => languageTag?.Split('-')[0] switch
    {
        "es" => Spanish.Create(),
        "de" => German.Create(),
        _ => English.Create(),
    };

    /// <summary>Puts values into a sentence's places.</summary>
    public static string Fill(string sentence, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, sentence, values);

    /// <summary>A day as a person says it: today, yesterday, the weekday within a week, else the date.</summary>
    public string Day(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => Chats.Today,
        1 => Chats.Yesterday,
        > 1 and < 7 => Days[(int)day.DayOfWeek],
        _ => Fill(DateFormat, day.Day, Months[day.Month - 1], day.Year),
    };
}
