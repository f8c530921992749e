using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tombolo.Host.Security;

/// <summary>
/// The browser rules every answer carries. The default allows a page nothing at all; the few real pages (start page, app, outbox) name
/// what they need in their own content security policy, which is left as it is.
/// </summary>
internal static class SecurityHeaders
{
    private const string NothingAllowed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "geolocation=(), payment=(), usb=()";
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = NothingAllowed;
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
