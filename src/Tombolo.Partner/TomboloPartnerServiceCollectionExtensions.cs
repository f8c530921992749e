using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Tombolo.Partner.Keys;
using Tombolo.Partner.Tokens;

namespace Tombolo.Partner;

/// <summary>Adds the partner's side of Tombolo to an ASP.NET Core application.</summary>
public static class TomboloPartnerServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IIdentityTokenIssuer"/> and its keys. Call <see cref="TomboloPartnerEndpointRouteBuilderExtensions.MapTomboloPartner"/> too,
    /// so that the host finds the keys.
    /// </summary>
    public static IServiceCollection AddTomboloPartner(this IServiceCollection services, Action<TomboloPartnerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<TomboloPartnerOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TomboloPartnerOptions>, TomboloPartnerOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SigningKeyFolder>();
        services.TryAddSingleton<SigningKeyRing>();
        services.TryAddSingleton<IIdentityTokenIssuer, IdentityTokenIssuer>();
        return services;
    }
}
