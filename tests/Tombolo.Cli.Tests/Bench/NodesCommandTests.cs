using System.Text.Json;

namespace Tombolo.Cli.Tests.Bench;

public sealed class NodesCommandTests
{
    [Fact]
    public async Task Nodes_OneAndTwoUnderLoad_AllDeliver()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "nodes.json");

        var (code, said) = await TomboloRun.ToEndAsync(
            "bench", "nodes", "--nodes", "2", "--users", "16", "--seconds", "1", "--rounds", "1", "--warm-up", "0", "--json", file);

        Assert.True(code == ExitCode.Success, said);
        var rows = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).RootElement.GetProperty("figures").EnumerateArray().ToArray();
        Assert.Equal(["1 together", "2 together", "2 even", "2 apart"], rows.Select(row => $"{row.GetProperty("row").GetProperty("nodes")} {row.GetProperty("row").GetProperty("spread")}"));
        Assert.All(rows, row =>
        {
            Assert.True(row.GetProperty("perNodeCpuSecond").GetDouble() > 0, said);
            Assert.True(row.GetProperty("storeMicroseconds").GetDouble() > 0, said);
        });
    }
}
