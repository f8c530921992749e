using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tombolo.Server.Routing;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Keys;

internal static class KeysRegistration
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.TryAddSingleton<PreKeyStore>();
        services.TryAddSingleton<IPreKeyUse>(provider => provider.GetRequiredService<PreKeyStore>());
        services.TryAddSingleton<KeyAccess>();
        services.TryAddSingleton<KeyChangeNotices>();
        services.AddSingleton<IUpkeepTask, KeyUpkeep>();
        services.AddSingleton<IIqHandler, KeysHandler>();
        return services;
    }
}
