using System.Text.RegularExpressions;
using Tombolo.App.Shell;
using Tombolo.App.Wordings;
using Tombolo.Interop.Errors;

namespace Tombolo.App.Tests.Wordings;

public sealed partial class WordingTests
{
    [Fact]
    public void Languages_EverySentence_HasTheSamePlaces()
    {
        var english = Sentences(Wording.For("en"));
        foreach (var language in new[] { "es", "de" })
        {
            var other = Sentences(Wording.For(language));
            Assert.Equal(english.Keys, other.Keys);
            foreach (var (name, sentence) in english)
                Assert.True(Places(sentence).SetEquals(Places(other[name])), $"{language}: {name}");
        }
    }

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("es", "es")]
    [InlineData("fr-FR", "en")]
    [InlineData(null, "en")]
    public void For_LanguageTag_PicksTheCatalogue(string? tag, string language) => Assert.Equal(language, Wording.For(tag).Language);

    [Fact]
    public void Refusals_EveryCode_HasASentenceForAPerson()
    {
        foreach (var words in new[] { Wording.For("en"), Wording.For("es"), Wording.For("de") })
        {
            foreach (var code in Enum.GetValues<ErrorCode>())
            {
                var text = RefusalText.Of(code.ToWireName(), words, "Bea");
                Assert.NotEmpty(text);
                Assert.DoesNotContain("{", text);
            }
        }
    }

    [Fact]
    public void Day_LastWeek_IsADate()
    {
        var today = new DateOnly(2026, 11, 20);
        Assert.Equal("Today", Wording.For("en").Day(today, today));
        Assert.Equal("Ayer", Wording.For("es").Day(today.AddDays(-1), today));
        Assert.Equal("Mittwoch", Wording.For("de").Day(today.AddDays(-2), today));
        Assert.Equal("13 November 2026", Wording.For("en").Day(today.AddDays(-7), today));
        Assert.Equal("21 November 2026", Wording.For("en").Day(today.AddDays(1), today));
    }

    private static Dictionary<string, string> Sentences(Wording words) => typeof(Wording).GetProperties()
        .Where(part => part.PropertyType.Name.EndsWith("Wording", StringComparison.Ordinal))
        .SelectMany(part => part.PropertyType.GetProperties().Where(sentence => sentence.PropertyType == typeof(string))
            .Select(sentence => ($"{part.Name}.{sentence.Name}", (string)sentence.GetValue(part.GetValue(words))!)))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private static HashSet<string> Places(string sentence) => [.. PlacePattern().Matches(sentence).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex PlacePattern();
}
