namespace Tombolo.Cli.Bench.Nodes;

/// <summary>One way to stand on so many nodes.</summary>
internal sealed record NodesRow(int Nodes, LoadSpread Spread)
{
    /// <summary>How many of all messages cross from a node to another.</summary>
    public double Crossing => Spread switch
    {
        LoadSpread.Together => 0,
        LoadSpread.Apart => Nodes > 1 ? 1 : 0,
        _ => (Nodes - 1d) / Nodes,
    };

    /// <summary>All rows up to that many nodes. On one node there is only one way to stand.</summary>
    public static IReadOnlyList<NodesRow> UpTo(int nodes) =>
    [
        new(1, LoadSpread.Together),
        .. Enumerable.Range(2, nodes - 1).SelectMany(size => new NodesRow[] { new(size, LoadSpread.Together), new(size, LoadSpread.Even), new(size, LoadSpread.Apart) }),
    ];
}
