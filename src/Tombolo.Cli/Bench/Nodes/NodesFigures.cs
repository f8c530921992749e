namespace Tombolo.Cli.Bench.Nodes;

/// <summary>What the rounds of one row measured.</summary>
internal sealed record NodesFigures(NodesRow Row, IReadOnlyList<PairLoadResult> Rounds)
{
    public double PerSecond => Median(round => round.MessagesPerSecond);

    /// <summary>For each second of processor time of all nodes together.</summary>
    public double PerNodeCpuSecond => Median(round => round.MessagesPerServerCpuSecond);

    /// <summary>PostgreSQL's processor time for one message.</summary>
    public double StoreMicroseconds => Median(round => round.StoreCpuMicroseconds);

    /// <summary>For each second of processor time of the nodes and PostgreSQL.</summary>
    public double PerCpuSecond => Median(round => 1e6 / ((1e6 / round.MessagesPerServerCpuSecond) + round.StoreCpuMicroseconds));

    public double NinetyNinthMilliseconds => Median(round => round.NinetyNinthMilliseconds);

    public long Broken => Rounds.Sum(round => round.Broken);

    private double Median(Func<PairLoadResult, double> measure) => Rounds.Select(measure).Order().ElementAt(Rounds.Count / 2);
}
