namespace Tombolo.Cli.Bench.Compare;

/// <summary>One measure of one server in one row of the table: the median of its rounds, and the rounds.</summary>
internal sealed record Figure(string Row, string Server, Measure Measure, IReadOnlyList<double> Rounds)
{
    public double Value { get; } = MedianOf(Rounds);

    private static double MedianOf(IReadOnlyList<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }
}
