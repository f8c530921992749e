using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;
using Tombolo.Server.Accounts.Codes;
using Tombolo.Server.Accounts.Registration;
using Tombolo.Server.Partners;
using Tombolo.Server.Partners.Enlistment;

namespace Tombolo.Server.Endpoints;

/// <summary>The HTTP surface of accounts and partners.</summary>
internal static class FeatureEndpoints
{
    public static void MapFeatures(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<TomboloServerOptions>>().Value;

        // Read at start: a damaged key file stops the host, not the first person who registers.
        endpoints.ServiceProvider.GetRequiredService<HostSecret>();
        endpoints.MapHostDocument();
        endpoints.MapRegistrations();
        endpoints.MapEnlistments();
        if (options.Development)
        {
            endpoints.MapOutbox();
        }
    }
}
