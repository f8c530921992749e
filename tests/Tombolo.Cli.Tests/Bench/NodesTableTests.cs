using Tombolo.Cli.Bench;
using Tombolo.Cli.Bench.Nodes;

namespace Tombolo.Cli.Tests.Bench;

public sealed class NodesTableTests
{
    private static readonly NodesFigures[] Figures =
    [
        Row(1, LoadSpread.Together, 40_000),
        Row(2, LoadSpread.Together, 36_000),
        Row(2, LoadSpread.Even, 30_000),
        Row(2, LoadSpread.Apart, 24_000),
    ];

    [Fact]
    public void Rows_OfUpToThreeNodes_AreOneAndThreeEach() =>
        Assert.Equal([0, 0, 0.5, 1, 0, 2d / 3, 1], NodesRow.UpTo(3).Select(row => row.Crossing));

    [Fact]
    public void Table_HasARowForEachAndSaysWhatMoreNodesCarry()
    {
        var table = NodesTable.Write(Figures);

        Assert.Contains("| 2 | as an even proxy puts it | 50 % | 60,000 | 30,000 | 0.75 | 29,000; 30,000; 31,000 | 10.0 | 23,077 | 4.0 | 0 |", table, StringComparison.Ordinal);
        Assert.Contains("2 nodes: a message that crosses costs 1.50 times one that does not; behind an even proxy they carry 1.50 times", table, StringComparison.Ordinal);
    }

    /// <summary>Three rounds, of which the middle one counts.</summary>
    private static NodesFigures Row(int nodes, LoadSpread spread, double perCpuSecond) => new(
        new NodesRow(nodes, spread),
        [.. new[] { -1000d, 0, 1000 }.Select(off => new PairLoadResult(2 * (perCpuSecond + off), perCpuSecond + off, 2, 4, 1000, 0, 0, 0, 10))]);
}
