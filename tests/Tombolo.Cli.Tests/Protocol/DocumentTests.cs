using System.Text.RegularExpressions;

namespace Tombolo.Cli.Tests.Protocol;

public sealed partial class DocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "protocol.md"));

    [Theory]
    [MemberData(nameof(Examples.All), MemberType = typeof(Examples))]
    public void Example_IsShownOrLinkedInTheDocument(string name) => Assert.Contains($"(examples/{name})", Document, StringComparison.Ordinal);

    [Fact]
    public void Document_ShowsTheFilesAsTheyAre()
    {
        var shown = Shown().Matches(Document);

        Assert.True(shown.Count > 20, $"only {shown.Count} examples are shown");
        Assert.All(shown, static match => Assert.Equal(Examples.Read(match.Groups["name"].Value), match.Groups["text"].Value));
    }

    [Fact]
    public void Document_LinksNothingThatIsNotThere()
    {
        var links = Link().Matches(Document).Select(static match => match.Groups[1].Value).Where(static link => !link.StartsWith('#'));

        Assert.All(links, static link => Assert.True(Path.Exists(Path.Combine(Repository.Root, "docs", link)), link));
    }

    [GeneratedRegex(@"\]\(examples/(?<name>[\w.-]+)\)\n```\w+\n(?<text>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Shown();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
