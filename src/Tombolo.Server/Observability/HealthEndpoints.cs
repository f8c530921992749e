using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Tombolo.Interop.Discovery;
using Tombolo.Interop.Json;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Observability;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: everything has started, nothing is stopping, and the store answers; a
/// load balancer sends people here only then.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>A store that needs longer than this to read nothing is not ready.</summary>
    private static readonly TimeSpan StoreTime = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", static () => Answer("live", StatusCodes.Status200OK));
        endpoints.MapGet("/health/ready", static async (HttpContext context, IHostApplicationLifetime lifetime, IDatabase database) =>
        {
            if (!lifetime.ApplicationStarted.IsCancellationRequested)
            {
                return Answer("starting", StatusCodes.Status503ServiceUnavailable);
            }

            return lifetime.ApplicationStopping.IsCancellationRequested || !await AnswersAsync(database, context.RequestAborted)
                ? Answer("unready", StatusCodes.Status503ServiceUnavailable)
                : Answer("ready", StatusCodes.Status200OK);
        });
    }

    private static IResult Answer(string status, int code) => Results.Json(new HealthDocument(status), InteropJson.Default.HealthDocument, statusCode: code);

    private static async Task<bool> AnswersAsync(IDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(StoreTime);
            return await database.ReadAsync(static connection => connection.ExecuteScalar<long>("SELECT 1"), patience.Token).WaitAsync(patience.Token) == 1;
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }
}
