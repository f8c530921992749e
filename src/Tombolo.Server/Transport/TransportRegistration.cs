using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tombolo.Server.Transport;

internal static class TransportRegistration
{
    public static IServiceCollection AddTransport(this IServiceCollection services)
    {
        services.TryAddSingleton<ClientConnections>();
        services.TryAddSingleton<XmppConnectionHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebSocketOrigins, PartnerWebSocketOrigins>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebSocketOrigins, OwnWebSocketOrigin>());
        services.AddHostedService<ConnectionSweeper>();
        return services;
    }
}
