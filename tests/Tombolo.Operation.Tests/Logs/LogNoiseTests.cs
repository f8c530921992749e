using Microsoft.Extensions.Logging;
using Tombolo.Host.Logs;

namespace Tombolo.Operation.Tests.Logs;

/// <summary>A host that is well is quiet: what stands in a log is for somebody to read.</summary>
[Collection(nameof(Town))]
public sealed class LogNoiseTests(Town town)
{
    [Fact]
    public async Task Start_ThatWentWell_RecommendsNothingAndTellsNoRanges()
    {
        var logs = "";
        foreach (var file in Directory.GetFiles(Path.Combine(town.Data, "logs"), "host-*.log"))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            logs += await reader.ReadToEndAsync();
        }

        Assert.DoesNotContain("ServerGC", logs, StringComparison.Ordinal);
        Assert.DoesNotContain("My range changed", logs, StringComparison.Ordinal);
    }

    [Fact]
    public void Warning_OfOrleansAboutAnythingElse_IsThere()
    {
        using var folder = new TemporaryFolder();
        using (var factory = LoggerFactory.Create(logging => logging.AddLogFiles(folder.Path)))
        {
            LoggerMessage.Define(LogLevel.Warning, new EventId(100404, "Other"), "Something else.")(factory.CreateLogger("Orleans.Runtime.Silo"), null);
        }

        Assert.Contains("Something else.", File.ReadAllText(Assert.Single(Directory.GetFiles(folder.Path))), StringComparison.Ordinal);
    }
}
