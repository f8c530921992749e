using Tombolo.Cli.Bench.Peers;

namespace Tombolo.Cli.Bench.Compare;

/// <summary>What this project set itself.</summary>
internal static class Bars
{
    private const string Sqlite = TomboloServer.OnSqlite;
    private const string Postgres = TomboloServer.OnPostgres;
    private const string Ejabberd = EjabberdServer.WithoutArchive;

    public static IReadOnlyList<Bar> All { get; } =
    [
        Ratio(Rows.Chat, Measure.PerSecond, Sqlite, Ejabberd, 3),
        Ratio(Rows.Chat, Measure.PerCpuSecond, Sqlite, Ejabberd, 5),
        Share(Rows.Chat, Measure.NinetyNinth, Sqlite, Ejabberd, 1d / 3),
        Ratio(Rows.Chat, Measure.PerSecond, Postgres, Ejabberd, 2),
        Ratio(Rows.Chat, Measure.PerCpuSecond, Postgres, Ejabberd, 2.5),
        Share(Rows.Chat, Measure.NinetyNinth, Postgres, Ejabberd, 1d / 3),
        new(Rows.Chat, Measure.PerSecond, Sqlite, Rows.Archive, EjabberdServer.NameOf(EjabberdArchive.Sqlite), 40, true),
        new(Rows.Chat, Measure.PerSecond, Postgres, Rows.Archive, EjabberdServer.NameOf(EjabberdArchive.Postgres), 10, true),
        new(Rows.Offered, Measure.Median, Sqlite, null, null, 3, false),
        new(Rows.Offered, Measure.NinetyNinth, Sqlite, null, null, 8, false),
        Ratio(Rows.Tls, Measure.PerCpuSecond, Sqlite, Ejabberd, 3),
        new(Rows.Wire, Measure.PerCpuSecond, Sqlite, Rows.Tls, Sqlite, 0.8, true),
        new(Rows.Wire, Measure.PerSecond, Sqlite, Rows.Tls, Sqlite, 0.8, true),
        Ratio(Rows.LoginScram, Measure.PerCpuSecond, Sqlite, Ejabberd, 2),
        Ratio(Rows.LoginTls, Measure.PerCpuSecond, Sqlite, Ejabberd, 1.5),
        Ratio(Rows.Drain, Measure.PerCpuSecond, Sqlite, Ejabberd, 3),
        new(Rows.Drain, Measure.Lost, Sqlite, null, null, 0, false),
        Share(Rows.Idle, Measure.Kilobytes, Sqlite, Ejabberd, 0.5),
        Share(Rows.IdleTls, Measure.Kilobytes, Sqlite, Ejabberd, 0.5),
    ];

    private static Bar Ratio(string row, Measure measure, string ours, string theirs, double limit) => new(row, measure, ours, row, theirs, limit, true);

    private static Bar Share(string row, Measure measure, string ours, string theirs, double limit) => new(row, measure, ours, row, theirs, limit, false);
}
