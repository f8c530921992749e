using System.Runtime.CompilerServices;
using Tombolo.Client.Tests.Support;

namespace Tombolo.Client.Tests.Readme;

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

        var readme = File.ReadAllText(Path.Combine(here, "..", "..", "..", "src", "Tombolo.Client", "README.md"));

        Assert.Contains("```csharp\n" + string.Join('\n', sample) + "\n```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_WithoutAHost_IsRefusedAndDoesNotThrow()
    {
        using var http = new HttpClient(new NoNetwork());

        await ReadmeSample.RunAsync(http, () => Task.FromResult("123456"));
    }

    private static string SourceOfThisFile([CallerFilePath] string path = "") => path;
}
