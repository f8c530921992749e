using Microsoft.Extensions.DependencyInjection;

namespace Tombolo.Server.Upkeep;

internal static class UpkeepRegistration
{
    public static IServiceCollection AddUpkeep(this IServiceCollection services) => services.AddHostedService<UpkeepService>().AddHostedService<QuietCollector>();
}
