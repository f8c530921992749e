using System.Globalization;
using System.Text;

namespace Tombolo.Cli.Bench.Nodes;

/// <summary>The figures in Markdown, so that what a run prints can be published as it stands, and what they say about more nodes.</summary>
internal static class NodesTable
{
    public static string Write(IReadOnlyList<NodesFigures> figures)
    {
        var one = figures[0];
        var text = new StringBuilder();
        text.AppendLine("| nodes | a pair stands | cross | messages/s | a CPU-second of the nodes | to one node | its rounds | µs of PostgreSQL a message | a CPU-second of nodes and PostgreSQL | p99 ms | broken |");
        text.AppendLine("| ---: | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |");
        foreach (var row in figures)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Row.Nodes} | {Name(row.Row)} | {row.Row.Crossing * 100:F0} % | {row.PerSecond:N0} | {row.PerNodeCpuSecond:N0} | {row.PerNodeCpuSecond / one.PerNodeCpuSecond:F2} | {string.Join("; ", row.Rounds.Select(round => round.MessagesPerServerCpuSecond.ToString("N0", CultureInfo.InvariantCulture)))} | {row.StoreMicroseconds:F1} | {row.PerCpuSecond:N0} | {row.NinetyNinthMilliseconds:F1} | {row.Broken} |"));
        }

        foreach (var size in figures.Where(row => row.Row.Nodes > 1).GroupBy(row => row.Row.Nodes))
        {
            text.AppendLine().Append(Conclusion(size.Key, Of(size, LoadSpread.Together), Of(size, LoadSpread.Even), Of(size, LoadSpread.Apart), one));
        }

        return text.ToString();
    }

    /// <summary>How many times a local message one that crosses costs.</summary>
    public static double Cost(NodesFigures together, NodesFigures apart) => together.PerNodeCpuSecond / apart.PerNodeCpuSecond;

    /// <summary>How many times what one node carries so many nodes carry behind an even proxy, if each had the processors that one has.</summary>
    public static double Carried(NodesFigures even, NodesFigures one) => even.Row.Nodes * even.PerNodeCpuSecond / one.PerNodeCpuSecond;

    private static string Conclusion(int nodes, NodesFigures together, NodesFigures even, NodesFigures apart, NodesFigures one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{nodes} nodes: a message that crosses costs {Cost(together, apart):F2} times one that does not; behind an even proxy they carry {Carried(even, one):F2} times what one carries, each with its own processors.\n");

    private static NodesFigures Of(IEnumerable<NodesFigures> figures, LoadSpread spread) => figures.Single(row => row.Row.Spread == spread);

    private static string Name(NodesRow row) => row switch
    {
        { Nodes: 1 } => "on the node",
        { Spread: LoadSpread.Together } => "on one node",
        { Spread: LoadSpread.Apart } => "on two nodes",
        _ => "as an even proxy puts it",
    };
}
