using System.Runtime.CompilerServices;

namespace Tombolo.Content.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public void Sample_InTheReadme_IsTheCompiledOne()
    {
        var here = Path.GetDirectoryName(SourceOfThisFile())!;
        var sample = File.ReadAllLines(Path.Combine(here, "ReadmeSample.cs"))
            .SkipWhile(line => line.Trim() != "// sample").Skip(1)
            .TakeWhile(line => line.Trim() != "// end")
            .Select(line => line.Length > 8 ? line[8..] : "");

        var readme = File.ReadAllText(Path.Combine(here, "..", "..", "..", "src", "Tombolo.Content", "README.md"));

        Assert.Contains("```csharp\n" + string.Join('\n', sample) + "\n```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_Run_ShowsTheText() => Assert.Equal("Hello Bea 👋", ReadmeSample.Run());

    private static string SourceOfThisFile([CallerFilePath] string path = "") => path;
}
