using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Tombolo.Server.Cluster;

/// <summary>This node and its ways to the others.</summary>
internal sealed class Nodes(
    ILocalSiloDetails here, SessionDirectory directory, IServiceProvider services, IOptions<TomboloServerOptions> options, TimeProvider time, ILogger<Nodes> logger)
{
    private readonly ConcurrentDictionary<SiloAddress, NodeCourier> _couriers = [];
    private readonly ConcurrentDictionary<SiloAddress, DeliveryCourier> _deliveries = [];

    private readonly ILogger _logger = logger;

    // Parts of a silo that runs: a host alone never needs them.
    private readonly Lazy<NodeServices> _others = new(services.GetRequiredService<NodeServices>);
    private readonly Lazy<ISiloStatusOracle> _members = new(services.GetRequiredService<ISiloStatusOracle>);

    public SiloAddress Here => here.SiloAddress;

    /// <summary>What clients may be told to know the node by again: no address, and another after each start. Null for a host alone.</summary>
    public string? Name => options.Value.Node.IsClustered ? NameOf(Here) : null;

    /// <summary>Whether shared chores are this node's: the one with the lowest address does them. Two at once, while that changes, do no harm.</summary>
    public bool DoesChores => _members.Value.GetActiveSilos().Min() is not { } first || first.Equals(Here);

    /// <summary>The other node of that name, if it is there.</summary>
    public INodeService? Find(string name) =>
        _members.Value.GetActiveSilos().FirstOrDefault(node => NameOf(node) == name && !node.Equals(Here)) is { } found ? _others.Value.On(found) : null;

    /// <summary>A session wherever it is.</summary>
    public IDeviceSession? Reach(SessionLink link) => link.Node.Equals(Here) ? directory.Find(link.Session) : new DistantSession(link.Session, CourierTo(link.Node));

    /// <summary>The node is gone; what waits for it is for nobody.</summary>
    public void Forget(SiloAddress node)
    {
        if (_deliveries.TryRemove(node, out var deliveries))
        {
            deliveries.Close();
        }

        if (_couriers.TryRemove(node, out var courier))
        {
            courier.Dispose();
        }
    }

    /// <summary>The way to the accounts of another node; null when that is going or gone.</summary>
    public DeliveryCourier? DeliveriesTo(SiloAddress node)
    {
        if (!_deliveries.TryGetValue(node, out var courier) && _members.Value.GetApproximateSiloStatus(node) == SiloStatus.Active)
        {
            courier = _deliveries.GetOrAdd(node, static (address, nodes) => new DeliveryCourier(nodes._others.Value.On(address), nodes._logger), this);
        }

        return courier;
    }

    public NodeCourier CourierTo(SiloAddress node) => _couriers.GetOrAdd(node, static (address, nodes) => nodes.Hire(address), this);

    private static string NameOf(SiloAddress node) => node.GetConsistentHashCode().ToString("x8", CultureInfo.InvariantCulture);

    private NodeCourier Hire(SiloAddress node) => new(_others.Value.On(node), () => _members.Value.GetApproximateSiloStatus(node) != SiloStatus.Dead, time, _logger);
}
