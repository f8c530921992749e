using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tombolo.Server.Consent.Lookup;
using Tombolo.Server.Consent.ThirdPartyChats;
using Tombolo.Server.Routing;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Consent;

internal static class ConsentRegistration
{
    public static IServiceCollection AddConsent(this IServiceCollection services)
    {
        services.TryAddSingleton<Availability>();
        services.TryAddSingleton<Relations>();
        services.TryAddSingleton<IRelations>(provider => provider.GetRequiredService<Relations>());
        services.TryAddSingleton<ThirdPartySettingsStore>();
        services.TryAddSingleton<Lookup.Directory>();
        services.TryAddSingleton<LookupBudget>();
        services.AddSingleton<IUpkeepTask, LookupUpkeep>();
        services.AddSingleton<IIqHandler, ConsentHandler>();
        services.AddSingleton<IIqHandler, ThirdPartyChatsHandler>();
        services.AddSingleton<IIqHandler, LookupHandler>();
        return services;
    }
}
