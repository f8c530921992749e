using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tombolo.Server.Partners;

namespace Tombolo.Server.Endpoints;

/// <summary>
/// CORS for the partners' web apps: their registered origins may read these answers, no other page may. Credentials are never allowed, because none of these endpoints
/// knows a cookie.
/// </summary>
internal sealed class PartnerOrigins(PartnerRegistry partners) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Allow(context.HttpContext);
        return next(context);
    }

    /// <summary>Answers the browser's question before it sends JSON.</summary>
    public static IResult Preflight(HttpContext context, string methods)
    {
        if (context.Response.Headers.AccessControlAllowOrigin.Count > 0)
        {
            context.Response.Headers.AccessControlAllowMethods = methods;
            context.Response.Headers.AccessControlAllowHeaders = "content-type";
            context.Response.Headers.AccessControlMaxAge = "600";
        }

        return Results.NoContent();
    }

    private void Allow(HttpContext context)
    {
        context.Response.Headers.Vary = "Origin";
        if (context.Request.Headers.Origin is [{ } origin] && partners.IsAppOrigin(origin))
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.AccessControlExposeHeaders = "Retry-After";
        }
    }
}
