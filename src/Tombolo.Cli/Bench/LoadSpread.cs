namespace Tombolo.Cli.Bench;

/// <summary>How the two users of a pair stand to each other when there are several nodes. Every node has as many users as any other.</summary>
internal enum LoadSpread
{
    /// <summary>On two nodes: every message crosses.</summary>
    Apart,

    /// <summary>As behind a proxy that spreads connections evenly: of n nodes, (n - 1) / n of all messages cross.</summary>
    Even,

    /// <summary>On the same node: no message crosses.</summary>
    Together,
}
