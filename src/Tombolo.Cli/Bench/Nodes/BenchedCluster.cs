using Tombolo.Cli.Bench.Peers;
using Tombolo.Cli.Demo.Cluster;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Bench.Nodes;

/// <summary>So many of our hosts over a database of their own; a single one is no cluster.</summary>
internal sealed class BenchedCluster(string database, int size) : IAsyncDisposable
{
    private const string Domain = "localhost";

    private readonly TomboloNode[] _nodes = [.. Enumerable.Range(0, size).Select(_ => new TomboloNode(database, size > 1))];

    public int Size => size;

    public IReadOnlyList<int> Processes => [.. _nodes.SelectMany(node => node.Processes)];

    /// <summary>Starts one node after the other, with so many accounts.</summary>
    public async Task StartAsync(int users, CancellationToken cancellationToken)
    {
        ClusterKeys.Share([.. _nodes.Select(node => node.Data)]);
        foreach (var node in _nodes)
        {
            await node.StartReadyAsync(cancellationToken).ConfigureAwait(false);
        }

        var store = new StorageOptions { Engine = DatabaseEngine.Postgres, ConnectionString = database, DataFolder = _nodes[0].Data };
        StandardAccounts.Make(store, Domain, Enumerable.Range(0, users).Select(LoadTarget.UserName), LoadTarget.Password, TimeProvider.System);
    }

    public LoadTarget Target(LoadSpread spread) => _nodes[0].Target(LoadTransport.Plain, LoadMechanism.Plain) with
    {
        Others = [.. _nodes[1..].Select(node => ("127.0.0.1", node.Port))],
        Spread = spread,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }
    }
}
