using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Tombolo.Interop.Discovery;
using Tombolo.Interop.Json;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Observability;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: everything has started, nothing is stopping, and the store's writer
/// answers; a load balancer sends people here only then.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan StoreTime = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Answer("live", StatusCodes.Status200OK));
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(IHostApplicationLifetime lifetime, IDatabase database, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return Answer("starting", StatusCodes.Status503ServiceUnavailable);
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Answer("unready", StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            await database.WriteAsync(_ => true, cancellationToken).WaitAsync(StoreTime, time, cancellationToken);
            return Answer("ready", StatusCodes.Status200OK);
        }
        catch (Exception exception) when (exception is StorageException or TimeoutException)
        {
            return Answer("unready", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult Answer(string status, int code) => Results.Json(new HealthDocument(status), InteropJson.Default.HealthDocument, statusCode: code);
}
