namespace Tombolo.Signal.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public async Task Example_OfTheReadme_Runs() => Assert.Equal("Hello Bob", await ReadmeExample.RunAsync());

    [Fact]
    public void Readme_ShowsTheExampleThatRuns()
    {
        string source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "ReadmeExample.txt"));
        string example = Between(source, "// README:\n", "        // :README");
        string shown = Between(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")), "```csharp\n", "```");

        Assert.Equal(string.Join('\n', example.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line)), shown);
    }

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
