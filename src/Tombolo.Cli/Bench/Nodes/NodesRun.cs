using Tombolo.Cli.Bench.Peers;
using Tombolo.Server.Cluster;

namespace Tombolo.Cli.Bench.Nodes;

/// <summary>
/// A host alone and clusters of every size stand side by side, each with a database of its own in one PostgreSQL, and take turns under load: what the machine
/// does meanwhile meets all of them alike. Whose turn it is not does nearly nothing.
/// </summary>
internal sealed class NodesRun(NodesOptions options, Action<string> report)
{
    // What the pools of so many nodes may open.
    private const int ConnectionsOfANode = 100;

    public async Task<IReadOnlyList<NodesFigures>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = NodesRow.UpTo(options.Nodes);
        await using var postgres = new BenchedPostgres(FreeLoopbackPort.Find()) { Connections = ConnectionsOfANode * options.Nodes * (options.Nodes + 1) / 2 };
        report("PostgreSQL: starting");
        await postgres.StartAsync(cancellationToken).ConfigureAwait(false);
        var clusters = new List<BenchedCluster>();
        try
        {
            for (var size = 1; size <= options.Nodes; size++)
            {
                report($"{Title(size)}: starting");
                clusters.Add(new BenchedCluster(await postgres.CreateDatabaseAsync($"nodes{size}", cancellationToken).ConfigureAwait(false), size));
                await clusters[^1].StartAsync(options.Users * size, cancellationToken).ConfigureAwait(false);
            }

            foreach (var row in rows)
            {
                report($"{Title(row.Nodes)}, {Name(row)}: warming up");
                await MeasureAsync(clusters[row.Nodes - 1], row.Spread, options.WarmUpSeconds, 1, postgres, cancellationToken).ConfigureAwait(false);
            }

            return await MeasureAsync(rows, clusters, postgres, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var cluster in clusters)
            {
                await cluster.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<IReadOnlyList<NodesFigures>> MeasureAsync(
        IReadOnlyList<NodesRow> rows, List<BenchedCluster> clusters, BenchedPostgres postgres, CancellationToken cancellationToken)
    {
        var results = rows.ToDictionary(row => row, _ => new List<PairLoadResult>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var row in rows)
            {
                var result = await MeasureAsync(clusters[row.Nodes - 1], row.Spread, options.SettlingSeconds, options.Seconds, postgres, cancellationToken).ConfigureAwait(false);
                results[row].Add(result);
                report($"round {round}: {Title(row.Nodes)}, {Name(row)}: {result.MessagesPerSecond:F0}/s, {result.MessagesPerServerCpuSecond:F0} a CPU-second of the nodes");
            }
        }

        return [.. rows.Select(row => new NodesFigures(row, results[row]))];
    }

    private async Task<PairLoadResult> MeasureAsync(
        BenchedCluster cluster, LoadSpread spread, int warmUp, int seconds, BenchedPostgres postgres, CancellationToken cancellationToken)
    {
        var pairs = new PairLoadOptions
        {
            Users = (options.Users & ~1) * cluster.Size,
            WarmUp = TimeSpan.FromSeconds(warmUp),
            Duration = TimeSpan.FromSeconds(seconds),
            ServerProcesses = cluster.Processes,
            StoreProcesses = [postgres.Process],
        };
        return await LoadCommand.RunAsync(cluster.Target(spread), pairs, register: false, cancellationToken).ConfigureAwait(false);
    }

    private static string Title(int nodes) => nodes == 1 ? "1 node" : $"{nodes} nodes";

    private static string Name(NodesRow row) => $"{row.Crossing:P0} cross";
}
