using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tombolo.Server.Abuse;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Endpoints;
using Tombolo.Server.Keys;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Partners;
using Tombolo.Server.Routing;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.Server.Streams;
using Tombolo.Server.Transport;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server;

/// <summary>Composes the host's features; a process calls both methods once.</summary>
public static class ServerRegistration
{
    /// <summary>Registers every feature folder. Reads no configuration: the caller fills the options.</summary>
    public static IServiceCollection AddTomboloServer(this IServiceCollection services, Action<TomboloServerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        // Which parts there are depends on it, so it is looked at before anything is built.
        var options = new TomboloServerOptions();
        configure(options);
        services.AddOptions<TomboloServerOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddStorage().AddMailboxes().AddCluster(options)
            .AddAbuse().AddAccounts().AddPartners().AddKeys().AddConsent().AddUpkeep()
            .AddStanzaRouting().AddStandardClients().AddStreams().AddTransport().AddObservability();
    }

    /// <summary>Maps the HTTP endpoints and the WebSocket of the host.</summary>
    public static IEndpointRouteBuilder MapTombolo(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapHealth();
        endpoints.MapFeatures();
        return endpoints.MapXmppWebSocket();
    }
}
