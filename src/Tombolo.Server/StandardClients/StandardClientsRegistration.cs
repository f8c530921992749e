using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tombolo.Server.StandardClients.Iqs;
using Tombolo.Server.StandardClients.Login;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Server.StandardClients.Roster;
using Tombolo.Server.StandardClients.Subscriptions;

namespace Tombolo.Server.StandardClients;

internal static class StandardClientsRegistration
{
    public static IServiceCollection AddStandardClients(this IServiceCollection services)
    {
        services.TryAddSingleton<AppPasswords>();
        services.TryAddSingleton<StandardIqRouter>();
        services.TryAddSingleton<SubscriptionStore>();
        services.TryAddSingleton<PresenceAudience>();
        services.TryAddSingleton<PresenceSweep>();
        services.TryAddTransient<PasswordExchange>();
        services.TryAddTransient<ClassicLogin>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStandardIqHandler, StandardPing>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStandardIqHandler, StandardDiscoInfo>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStandardIqHandler, StandardDiscoItems>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStandardIqHandler, SessionRequest>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStandardIqHandler, StandardVersion>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStandardIqHandler, RosterHandler>());
        services.AddHostedService(static provider => provider.GetRequiredService<PresenceSweep>());
        return services;
    }
}
