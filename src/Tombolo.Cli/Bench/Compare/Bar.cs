namespace Tombolo.Cli.Bench.Compare;

/// <summary>What is asked of a figure: a ratio to somebody else's when <paramref name="Theirs"/> names one, else the figure itself.</summary>
/// <param name="Row">Our row.</param>
/// <param name="Measure">What is looked at.</param>
/// <param name="Ours">Our server.</param>
/// <param name="TheirRow">Row of the figure that it is divided by.</param>
/// <param name="Theirs">Server of that figure; null compares with nobody.</param>
/// <param name="Limit">The bar.</param>
/// <param name="IsFloor">True when more is better.</param>
internal sealed record Bar(string Row, Measure Measure, string Ours, string? TheirRow, string? Theirs, double Limit, bool IsFloor)
{
    /// <summary>Ratio or figure; null when one of the figures was not measured in this run.</summary>
    public double? Reached(IReadOnlyList<Figure> figures)
    {
        var ours = Find(figures, Row, Ours);
        if (Theirs is null)
        {
            return ours?.Value;
        }

        return Find(figures, TheirRow!, Theirs) is { Value: > 0 } theirs ? ours?.Value / theirs.Value : null;
    }

    public bool IsMet(double reached) => IsFloor ? reached >= Limit : reached <= Limit;

    private Figure? Find(IReadOnlyList<Figure> figures, string row, string server) =>
        figures.FirstOrDefault(figure => figure.Row == row && figure.Server == server && figure.Measure == Measure);
}
