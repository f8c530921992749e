using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tombolo.Server.Partners.Enlistment;
using Tombolo.Server.Partners.Outbound;
using Tombolo.Server.Partners.SigningKeys;
using Tombolo.Server.Partners.Tokens;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Partners;

internal static class PartnersRegistration
{
    public static IServiceCollection AddPartners(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TomboloServerOptions>, PartnersOptionsValidator>());
        services.TryAddSingleton<PartnerRegistry>();
        services.TryAddSingleton(_ => new OutboundClient());
        services.TryAddSingleton<KeySetFetcher>();
        services.TryAddSingleton<PartnerKeys>();
        services.TryAddSingleton<IdentityTokenReader>();
        services.TryAddSingleton<Nonces>();
        services.TryAddSingleton<PartnerSubjects>();
        services.TryAddSingleton<Enlistments>();
        services.AddSingleton<IUpkeepTask, EnlistmentUpkeep>();
        return services;
    }
}
