using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tombolo.Server.Abuse;

internal static class AbuseRegistration
{
    public static IServiceCollection AddAbuse(this IServiceCollection services)
    {
        services.TryAddSingleton<RateLimits>();
        return services;
    }
}
