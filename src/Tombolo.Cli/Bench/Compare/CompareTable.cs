using System.Globalization;
using System.Text;

namespace Tombolo.Cli.Bench.Compare;

/// <summary>Figures and bars as two tables in Markdown, so that what a run prints can be published as it stands.</summary>
internal static class CompareTable
{
    private static readonly (Measure Measure, string Title)[] Columns =
    [
        (Measure.PerSecond, "a second"),
        (Measure.PerCpuSecond, "a server-CPU-second"),
        (Measure.Median, "p50 ms"),
        (Measure.NinetyNinth, "p99 ms"),
        (Measure.Kilobytes, "KB a connection"),
        (Measure.Lost, "lost"),
        (Measure.LoadMicroseconds, "µs of load"),
    ];

    public static string Write(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder();
        text.AppendLine("| row | server |" + string.Concat(Columns.Select(column => $" {column.Title} |")));
        text.AppendLine("| --- | --- |" + string.Concat(Columns.Select(_ => " ---: |")));
        foreach (var row in Rows.All.Keys)
        {
            foreach (var server in figures.Where(figure => figure.Row == row).GroupBy(figure => figure.Server))
            {
                text.AppendLine($"| {row} | {server.Key} |" + string.Concat(Columns.Select(column => $" {Cell(server, column.Measure)} |")));
            }
        }

        return text.AppendLine().Append(WriteBars(figures)).ToString();
    }

    private static string WriteBars(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder();
        text.AppendLine("| row | what | reached | bar | |");
        text.AppendLine("| --- | --- | ---: | ---: | --- |");
        foreach (var bar in Bars.All)
        {
            if (bar.Reached(figures) is { } reached)
            {
                text.AppendLine($"| {bar.Row} | {What(bar)} | {Number(reached)} | {(bar.IsFloor ? "≥" : "≤")} {Number(bar.Limit)} | {(bar.IsMet(reached) ? "met" : "MISSED")} |");
            }
        }

        return text.ToString();
    }

    private static string What(Bar bar)
    {
        var measure = Columns.Single(column => column.Measure == bar.Measure).Title;
        return bar.Theirs is null ? $"{measure}, {bar.Ours}" : $"{measure}, {bar.Ours} / {bar.Theirs}{(bar.TheirRow == bar.Row ? "" : $" ({bar.TheirRow})")}";
    }

    private static string Cell(IEnumerable<Figure> figures, Measure measure) =>
        figures.FirstOrDefault(figure => figure.Measure == measure) is { } figure ? Number(figure.Value) : "";

    private static string Number(double value) => value.ToString(value is >= 100 or <= -100 or 0 ? "N0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
