using Tombolo.Cli.Bench.Peers;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Bench.Compare;

/// <summary>Starts the servers one after the other, each alone on the machine, and takes the figures of the rows that were asked for.</summary>
internal sealed class CompareRun(CompareOptions options, IReadOnlySet<string> rows, IReadOnlyList<string> servers, Action<string> report)
{
    private readonly List<Figure> _figures = [];

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await RunAsync(() => new EjabberdServer(EjabberdArchive.Off), [Rows.Chat, Rows.Offered, Rows.Tls, Rows.LoginScram, Rows.LoginTls, Rows.Drain], cancellationToken).ConfigureAwait(false);
        await RunAsync(() => new ProsodyServer(), [Rows.Chat, Rows.Offered, Rows.Tls, Rows.LoginScram, Rows.LoginTls], cancellationToken).ConfigureAwait(false);
        await RunAsync(() => new TomboloServer(DatabaseEngine.Sqlite), [Rows.Chat, Rows.Offered, Rows.Tls, Rows.Wire, Rows.LoginScram, Rows.LoginTls, Rows.Drain], cancellationToken).ConfigureAwait(false);
        await RunAsync(() => new TomboloServer(DatabaseEngine.Postgres), [Rows.Chat, Rows.Offered], cancellationToken).ConfigureAwait(false);
        foreach (var archive in (EjabberdArchive[])[EjabberdArchive.Sqlite, EjabberdArchive.Mnesia, EjabberdArchive.Postgres])
        {
            await RunAsync(() => new EjabberdServer(archive), [Rows.Archive], cancellationToken).ConfigureAwait(false);
        }

        // Memory is looked at on a server that has done nothing else.
        foreach (var row in (string[])[Rows.Idle, Rows.IdleTls])
        {
            await RunAsync(() => new EjabberdServer(EjabberdArchive.Off), [row], cancellationToken).ConfigureAwait(false);
            await RunAsync(() => new ProsodyServer(), [row], cancellationToken).ConfigureAwait(false);
            await RunAsync(() => new TomboloServer(DatabaseEngine.Sqlite), [row], cancellationToken).ConfigureAwait(false);
        }

        return _figures;
    }

    private async Task RunAsync(Func<BenchedServer> make, IReadOnlyList<string> candidates, CancellationToken cancellationToken)
    {
        var wanted = candidates.Where(rows.Contains).ToArray();
        if (wanted.Length == 0)
        {
            return;
        }

        await using var server = make();
        if (servers.Count > 0 && !servers.Any(name => server.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        report($"{server.Name}: starting");
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        await server.MakeAccountsAsync(AccountsFor(wanted), cancellationToken).ConfigureAwait(false);
        foreach (var row in wanted)
        {
            report($"{server.Name}: {Rows.All[row]}");
            await MeasureAsync(server, row, cancellationToken).ConfigureAwait(false);
        }
    }

    private int AccountsFor(string[] wanted) =>
        wanted.Any(row => row is Rows.Idle or Rows.IdleTls) ? Math.Max(options.Users, options.Connections) : options.Users;

    private Task MeasureAsync(BenchedServer server, string row, CancellationToken cancellationToken) => row switch
    {
        Rows.Chat or Rows.Archive => PairsAsync(server, row, new ChatWire(server.Target(LoadTransport.Plain, LoadMechanism.Plain)), null, cancellationToken),
        Rows.Offered => PairsAsync(server, row, new ChatWire(server.Target(LoadTransport.Plain, LoadMechanism.Plain)), options.Rate, cancellationToken),
        Rows.Tls => PairsAsync(server, row, new ChatWire(server.Target(LoadTransport.DirectTls, LoadMechanism.Plain)), null, cancellationToken),
        Rows.Wire => PairsAsync(server, row, new DeviceWire(server.Target(LoadTransport.DirectTls, LoadMechanism.Plain), ((TomboloServer)server).MakeDevices(options.Users)), null, cancellationToken),
        Rows.LoginScram => LoginsAsync(server, row, server.Target(LoadTransport.Plain, LoadMechanism.ScramSha1), cancellationToken),
        Rows.LoginTls => LoginsAsync(server, row, server.Target(LoadTransport.DirectTls, LoadMechanism.Plain), cancellationToken),
        Rows.Drain => DrainAsync(server, row, cancellationToken),
        Rows.Idle => IdleAsync(server, row, LoadTransport.Plain, cancellationToken),
        _ => IdleAsync(server, row, LoadTransport.DirectTls, cancellationToken),
    };

    private async Task PairsAsync(BenchedServer server, string row, IPairWire wire, int? rate, CancellationToken cancellationToken)
    {
        await using var load = new PairLoad(wire, options.Pairs(rate, server.Processes));
        await load.LogInAsync(null, cancellationToken).ConfigureAwait(false);
        var results = await load.RunAsync(cancellationToken).ConfigureAwait(false);
        Add(row, server, Measure.PerSecond, results.Select(result => result.MessagesPerSecond));
        Add(row, server, Measure.PerCpuSecond, results.Select(result => result.MessagesPerServerCpuSecond));
        Add(row, server, Measure.Median, results.Select(result => result.MedianMilliseconds));
        Add(row, server, Measure.NinetyNinth, results.Select(result => result.NinetyNinthMilliseconds));
        Add(row, server, Measure.LoadMicroseconds, results.Select(result => result.LoadCpuMicroseconds));
        Add(row, server, Measure.Lost, results.Select(result => (double)result.Broken));
    }

    private async Task LoginsAsync(BenchedServer server, string row, LoadTarget target, CancellationToken cancellationToken)
    {
        var load = new LoginLoad(target, options.Users);
        var duration = TimeSpan.FromSeconds(options.Seconds);
        _ = await load.RunAsync(TimeSpan.FromSeconds(options.WarmUpSeconds), server.Processes, cancellationToken).ConfigureAwait(false);
        var results = new List<(double PerSecond, double PerCpuSecond)>();
        while (results.Count < options.Rounds)
        {
            results.Add(await load.RunAsync(duration, server.Processes, cancellationToken).ConfigureAwait(false));
        }

        Add(row, server, Measure.PerSecond, results.Select(result => result.PerSecond));
        Add(row, server, Measure.PerCpuSecond, results.Select(result => result.PerCpuSecond));
    }

    private async Task DrainAsync(BenchedServer server, string row, CancellationToken cancellationToken)
    {
        var receivers = Math.Min(options.Users / 2, Math.Max(1, options.OfflineMessages / 100));
        var load = new DrainLoad(server.Target(LoadTransport.Plain, LoadMechanism.Plain), receivers, options.OfflineMessages / receivers);
        var results = new List<(double PerCpuSecond, int Lost)>();
        while (results.Count < options.Rounds)
        {
            results.Add(await load.RunAsync(server.Processes, cancellationToken).ConfigureAwait(false));
        }

        Add(row, server, Measure.PerCpuSecond, results.Select(result => result.PerCpuSecond));
        Add(row, server, Measure.Lost, results.Select(result => (double)result.Lost));
    }

    private async Task IdleAsync(BenchedServer server, string row, LoadTransport transport, CancellationToken cancellationToken)
    {
        await using var load = new IdleLoad(server.Target(transport, LoadMechanism.Plain), options.Connections);
        Add(row, server, Measure.Kilobytes, [await load.RunAsync(server.Processes, cancellationToken).ConfigureAwait(false)]);
    }

    private void Add(string row, BenchedServer server, Measure measure, IEnumerable<double> rounds) => _figures.Add(new Figure(row, server.Name, measure, [.. rounds]));
}
