using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tombolo.Server.Transport;

internal static class TransportRegistration
{
    public static IServiceCollection AddTransport(this IServiceCollection services)
    {
        // Nothing here blocks the thread that found a socket ready, so going on there saves changes of thread for each message.
        services.Configure<SocketTransportOptions>(static sockets => sockets.UnsafePreferInlineScheduling = true);
        services.TryAddSingleton<ClientConnections>();
        services.TryAddSingleton<XmppConnectionHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebSocketOrigins, PartnerWebSocketOrigins>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebSocketOrigins, OwnWebSocketOrigin>());
        services.AddHostedService<ConnectionSweeper>();
        return services;
    }
}
