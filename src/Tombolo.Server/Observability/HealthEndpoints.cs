using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Interop.Discovery;
using Tombolo.Interop.Json;

namespace Tombolo.Server.Observability;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: nothing was found that speaks against sending people here; what was
/// found stands in the reply.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        // Made now and not with the first connection, so that a dashboard shows zero instead of nothing.
        endpoints.ServiceProvider.GetRequiredService<ServerMetrics>();
        endpoints.MapGet("/health/live", () => Answer("live", StatusCodes.Status200OK, []));
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(IEnumerable<IReadinessCheck> checks, CancellationToken cancellationToken)
    {
        var findings = new List<HealthFinding>();
        foreach (var check in checks)
        {
            if (await check.LookAsync(cancellationToken) is { } finding)
            {
                findings.Add(finding);
            }
        }

        var reasons = findings.ConvertAll(static finding => finding.Reason);
        return findings.Exists(static finding => finding.IsFatal)
            ? Answer("unready", StatusCodes.Status503ServiceUnavailable, reasons)
            : Answer("ready", StatusCodes.Status200OK, reasons);
    }

    private static IResult Answer(string status, int code, IReadOnlyList<string> reasons) =>
        Results.Json(new HealthDocument(status, reasons), InteropJson.Default.HealthDocument, statusCode: code);
}
