namespace Tombolo.Cli.Bench.Nodes;

/// <summary>How much of everything.</summary>
internal sealed record NodesOptions
{
    /// <summary>Nodes of the largest cluster.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>Users of each node: a cluster of three has three times as many as a host alone, so that every node gathers as much for each commit and each call.</summary>
    public int Users { get; init; } = 1000;

    /// <summary>Seconds that count in each round.</summary>
    public int Seconds { get; init; } = 5;

    /// <summary>Rounds; the median counts.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Seconds of load for each row before the first round: a process whose first messages cross pays twice for a while.</summary>
    public int WarmUpSeconds { get; init; } = 12;

    /// <summary>Seconds of load before counting begins in each round, while accounts move to where their people are now.</summary>
    public int SettlingSeconds { get; init; } = 3;
}
