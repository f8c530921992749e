using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts.Codes;
using Tombolo.Server.Accounts.Enrolment;
using Tombolo.Server.Accounts.Login;
using Tombolo.Server.Accounts.Registration;
using Tombolo.Server.Routing;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Accounts;

internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton<HostSecret>();
        services.TryAddSingleton<ServiceNames>();
        services.TryAddSingleton<IAccountFacts, AccountFactsReader>();
        services.TryAddSingleton<IAccountSignals, GrainSignals>();
        services.TryAddSingleton<LoginTokens>();
        services.TryAddSingleton<IDeviceAuthenticator, DeviceAuthenticator>();
        services.TryAddSingleton<OneTimeCodes>();
        services.TryAddSingleton<DevelopmentOutbox>();
        services.TryAddSingleton(ChooseGateway);
        services.TryAddSingleton<HostEndpointsSource>();
        services.TryAddSingleton<Enrolments>();
        services.TryAddSingleton<Deletions>();
        services.TryAddSingleton<Registrations>();
        services.AddSingleton<IUpkeepTask, AccountUpkeep>();
        services.AddSingleton<IIqHandler, AccountHandler>();
        return services;
    }

    private static ISmsGateway ChooseGateway(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<TomboloServerOptions>>().Value;
        return options.Registration.SmsGatewayUrl is not null ? ActivatorUtilities.CreateInstance<HttpSmsGateway>(provider)
            : options.Development ? provider.GetRequiredService<DevelopmentOutbox>()
            : new ClosedGateway();
    }
}
