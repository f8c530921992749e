using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tombolo.Partner.Discovery;
using Tombolo.Partner.Keys;

namespace Tombolo.Partner;

/// <summary>The two documents by which a host finds a partner's keys.</summary>
public static class TomboloPartnerEndpointRouteBuilderExtensions
{
    /// <summary>Where OpenID Connect Discovery 1.0 section 4 looks, relative to the issuer.</summary>
    internal const string DiscoveryPath = "/.well-known/openid-configuration";

    /// <summary>Where the key set is.</summary>
    internal const string KeySetPath = "/jwks";

    /// <summary>
    /// Maps <c>/.well-known/openid-configuration</c> and <c>/jwks</c> (RFC 7517), readable by everybody and cacheable for one hour. Call it on a route group when the
    /// issuer has a path.
    /// </summary>
    public static IEndpointRouteBuilder MapTomboloPartner(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapGet(DiscoveryPath, (HttpContext context, IOptions<TomboloPartnerOptions> options) =>
        {
            MakeCacheable(context);
            return Results.Json(DiscoveryDocument.For(options.Value.Issuer), DiscoveryJson.Default.DiscoveryDocument);
        });
        endpoints.MapGet(KeySetPath, (HttpContext context, SigningKeyRing ring) =>
        {
            MakeCacheable(context);
            return Results.Json(new KeySetDocument(ring.Published()), DiscoveryJson.Default.KeySetDocument);
        });
        return endpoints;
    }

    private static void MakeCacheable(HttpContext context) => context.Response.Headers.CacheControl = "public, max-age=3600";
}
