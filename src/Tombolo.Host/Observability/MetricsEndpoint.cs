using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tombolo.Host.Settings;

namespace Tombolo.Host.Observability;

/// <summary>
/// <c>/metrics</c> in the format of Prometheus, on a port of its own where nothing else answers; with a token when one is set. On the
/// host's other ports it does not exist, so that no proxy publishes it by accident.
/// </summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";

    public static void UseMetricsEndpoint(this IApplicationBuilder app, HostSettings settings)
    {
        if (settings.Metrics is not { } endpoint)
        {
            return;
        }

        var token = settings.MetricsToken is { } text ? Encoding.UTF8.GetBytes("Bearer " + text) : null;
        app.MapWhen(context => context.Connection.LocalPort == endpoint.Port, branch =>
        {
            branch.Use((context, next) => Admit(context, next, token));
            branch.UseOpenTelemetryPrometheusScrapingEndpoint(Path);
            branch.Run(static context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        });
    }

    private static Task Admit(HttpContext context, RequestDelegate next, byte[]? token)
    {
        if (token is null || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), token))
        {
            return next(context);
        }

        context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
