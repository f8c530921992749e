using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tombolo.Interop.Errors;

namespace Tombolo.Server.Endpoints;

/// <summary>A refusal as RFC 9457 problem details. Nothing but codes of the closed list leaves this way.</summary>
internal sealed class Problem(ErrorCode code, TimeSpan? retryAfter = null) : IResult
{
    public static Problem Of<TValue>(Outcome<TValue> outcome)
        where TValue : class => new(outcome.Refusal!.Value, outcome.RetryAfter);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var document = ProblemDocument.For(code);
        httpContext.Response.StatusCode = document.Status!.Value;
        if (retryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return httpContext.Response.WriteAsJsonAsync(document, JsonReply.Shapes.ProblemDocument, "application/problem+json", httpContext.RequestAborted);
    }
}
