using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tombolo.Server.Streams;

internal static class StreamsRegistration
{
    public static IServiceCollection AddStreams(this IServiceCollection services)
    {
        services.TryAddSingleton<SessionRegistry>();
        services.TryAddSingleton<FormerSessions>();
        services.TryAddSingleton<SessionReattachment>();
        services.TryAddSingleton<SessionServices>();
        services.TryAddSingleton<SessionOpening>();
        services.TryAddSingleton<StreamOffers>();
        return services;
    }
}
