using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Tombolo.Server.Cluster;

internal static class ClusterRegistration
{
    public static IServiceCollection AddCluster(this IServiceCollection services)
    {
        services.TryAddSingleton<SessionDirectory>();
        return services.AddOrleans(ConfigureSingleNode);
    }

    private static void ConfigureSingleNode(ISiloBuilder silo)
    {
        // One silo in this process. It needs ports all the same; free ones on loopback, so that two hosts run side by side.
        silo.UseLocalhostClustering(FreePort(), FreePort(), serviceId: "tombolo", clusterId: "tombolo");
        silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromMinutes(15));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
