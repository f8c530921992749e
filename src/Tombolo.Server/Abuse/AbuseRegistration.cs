using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tombolo.Server.Endpoints;

namespace Tombolo.Server.Abuse;

internal static class AbuseRegistration
{
    public static IServiceCollection AddAbuse(this IServiceCollection services)
    {
        services.TryAddSingleton<RateLimits>();
        services.TryAddSingleton<ConnectionGate>();
        services.TryAddSingleton<LoginGuard>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, HttpLimits>());
        return services;
    }
}
