using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Endpoints;

/// <summary>The one place of an HTTP endpoint that catches everything: a fault becomes <c>internal_error</c> and a line in the log, never a stack trace on the wire.</summary>
internal sealed partial class EndpointBoundary(ILogger<EndpointBoundary> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (Exception exception)
        {
            LogFault(exception, context.HttpContext.GetEndpoint()?.DisplayName ?? "unknown");
            return new Problem(StorageException.CodeFor(exception));
        }
    }

    [LoggerMessage(2401, LogLevel.Error, "The endpoint {Endpoint} failed.")]
    private partial void LogFault(Exception exception, string endpoint);
}
