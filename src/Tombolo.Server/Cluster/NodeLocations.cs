using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Cluster;

/// <summary>
/// Where the nodes of the cluster are reached from outside. Each tells it in its own row of the membership table, in place of the name that Orleans made up for
/// the silo and uses for nothing but logs: so it comes and goes with the node, and nodes of a version that knows nothing of this go on as they were.
/// </summary>
internal sealed class NodeLocations(IDatabase database, ILocalSiloDetails here, IOptions<TomboloServerOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Nobody waits longer for the store: a node that goes without telling is taken for gone soon anyhow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly NodeLocation _own = NodeLocation.Of(options.Value.Node);
    private readonly SemaphoreSlim _turn = new(1);

    // Null after the store gave no answer.
    private bool? _isTold = false;
    private bool _isOver;

    private bool IsNeeded => options.Value.Node.IsClustered && !_own.IsUnknown;

    /// <summary>This node takes clients of others. To be repeated: what does not reach the store now, or comes before the node has joined, is made up for the next time.</summary>
    public Task TellAsync(CancellationToken cancellationToken) => SetAsync(isTold: true, cancellationToken);

    /// <summary>It does not now. To be repeated like <see cref="TellAsync"/>.</summary>
    public Task WithdrawAsync(CancellationToken cancellationToken) => SetAsync(isTold: false, cancellationToken);

    /// <summary>It never will again: it stops. Where that does not reach the store, others send clients here for some seconds more, who find the door closed and go back.</summary>
    public Task WithdrawForGoodAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isOver, true);
        return SetAsync(isTold: false, cancellationToken);
    }

    /// <summary>Where those other nodes are reached that are there and take clients; nobody when the store does not say.</summary>
    public async Task<IReadOnlyList<NodeLocation>> OthersAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Node.IsClustered)
        {
            return [];
        }

        try
        {
            var names = await database.ReadAsync(ReadOthers, cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return [.. names.Select(NodeLocation.Parse).Where(static location => !location.IsUnknown)];
        }
        catch (Exception exception) when (IsNoAnswer(exception))
        {
            return [];
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The store's failures are told by others; nothing here waits for them to pass.</summary>
    private static bool IsNoAnswer(Exception exception) => exception is StorageException or DbException or TimeoutException or OperationCanceledException;

    private async Task SetAsync(bool isTold, CancellationToken cancellationToken)
    {
        if (!IsNeeded)
        {
            return;
        }

        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (isTold != _isTold && !(isTold && Volatile.Read(ref _isOver)))
            {
                var name = isTold ? _own.ToString() : here.Name;
                _isTold = null;
                var rows = await database.WriteAsync(connection => Write(connection, name), cancellationToken).WaitAsync(Patience, time, cancellationToken);
                _isTold = isTold && rows > 0;
            }
        }
        catch (Exception exception) when (IsNoAnswer(exception))
        {
            // It may have been done or not.
        }
        finally
        {
            _turn.Release();
        }
    }

    private int Write(DbConnection connection, string name) => connection.Execute(
        "UPDATE cluster_node SET name = @name WHERE deployment = @deployment AND address = @address AND port = @port AND generation = @generation",
        Row(name));

    private List<string> ReadOthers(DbConnection connection) =>
    [
        .. connection.Query<string>(
            "SELECT name FROM cluster_node WHERE deployment = @deployment AND status = @active AND NOT (address = @address AND port = @port AND generation = @generation)",
            Row(name: "")),
    ];

    private object Row(string name) => new
    {
        name,
        deployment = ClusterRegistration.Name,
        active = (int)SiloStatus.Active,
        address = here.SiloAddress.Endpoint.Address.ToString(),
        port = here.SiloAddress.Endpoint.Port,
        generation = here.SiloAddress.Generation,
    };
}
