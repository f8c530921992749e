using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tombolo.Server.Routing;

internal static class RoutingRegistration
{
    public static IServiceCollection AddStanzaRouting(this IServiceCollection services)
    {
        services.TryAddSingleton<DeliveryWays>();
        services.TryAddSingleton<IqRouter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIqHandler, PingHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIqHandler, DiscoInfoHandler>());
        return services;
    }
}
