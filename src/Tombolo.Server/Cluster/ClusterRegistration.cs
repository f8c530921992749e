using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Tombolo.Server.Observability;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Postgres;

namespace Tombolo.Server.Cluster;

internal static class ClusterRegistration
{
    /// <summary>What the cluster is called in the membership tables.</summary>
    public const string Name = "tombolo";

    /// <summary>As many accounts as a node has connections by default.</summary>
    private const int KnownPlaces = 100_000;

    public static IServiceCollection AddCluster(this IServiceCollection services, TomboloServerOptions options)
    {
        services.TryAddSingleton<IAccountGrains, AccountGrains>();
        services.TryAddSingleton<SessionDirectory>();
        services.TryAddSingleton<ReceptionDirectory>();
        services.TryAddSingleton<NodeArrivals>();
        services.TryAddSingleton<GrainPatience>();
        services.TryAddSingleton<NodeServices>();
        services.TryAddSingleton<Nodes>();
        services.TryAddSingleton<NodeLocations>();
        services.TryAddSingleton<NodeDrain>();
        services.AddHostedService(static provider => provider.GetRequiredService<NodeDrain>());
        services.AddSingleton<IReadinessCheck>(static provider => provider.GetRequiredService<NodeDrain>());
        if (options.Storage.Engine == DatabaseEngine.Postgres)
        {
            services.AddHostedService<DatabaseClaim>();
        }

        if (!options.Node.IsClustered)
        {
            return services.AddOrleans(ConfigureSingleNode);
        }

        services.AddHostedService<HostFingerprint>();
        services.AddOrleans(silo => ConfigureNode(silo, options));
        return services.AddHostedService<NodeWatch>();
    }

    private static void ConfigureSingleNode(ISiloBuilder silo)
    {
        // One silo in this process. It needs ports all the same; free ones on loopback, so that two hosts run side by side.
        silo.UseLocalhostClustering(FreeLoopbackPort.Find(), FreeLoopbackPort.Find(), serviceId: Name, clusterId: Name);
        silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);

        // All grains are here, and so is the directory that knows them: a cache of it would be a second one, of half a kilobyte for each person connected.
        silo.Configure<GrainDirectoryOptions>(directory => directory.CachingStrategy = GrainDirectoryOptions.CachingStrategyType.None);
        ConfigureEvery(silo);
    }

    private static void ConfigureNode(ISiloBuilder silo, TomboloServerOptions options)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (Name, Name));
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", options.Storage.ConnectionString));

        // No gateway: clients of Orleans from outside do not exist here.
        silo.ConfigureEndpoints(options.Node.Address, options.Node.Port, gatewayPort: 0, listenOnAnyHostAddress: false);
#pragma warning disable ORLEANSEXP003 // Marked experimental; it is the one that never has two activations of an account on two members. ADR 19.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        silo.Configure<ClusterMembershipOptions>(Noticing);

        // A call that went to a node in the moment it stopped is answered by nobody; all calls may be repeated (GrainPatience), so they are, soon.
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(8));
        ConfigureEvery(silo);
    }

    /// <summary>A node that is gone is known to be after some five seconds, not after the twenty or so of the defaults: its people wait for that.</summary>
    private static void Noticing(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
    }

    private static void ConfigureEvery(ISiloBuilder silo)
    {
        silo.AddGrainService<NodeService>();

        // The two caches of where grains live are laid out for this many at the start; by default for a million each, which is 18 MB.
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = KnownPlaces);
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromMinutes(15));
    }
}
