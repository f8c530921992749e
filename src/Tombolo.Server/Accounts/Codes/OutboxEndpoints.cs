using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tombolo.Interop.Development;
using Tombolo.Server.Endpoints;

namespace Tombolo.Server.Accounts.Codes;

/// <summary><c>/dev/outbox</c>: mapped in development only, answers loopback only.</summary>
internal static class OutboxEndpoints
{
    public static void MapOutbox(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/dev").AddEndpointFilter<LoopbackOnly>().AddEndpointFilter<EndpointBoundary>();
        group.MapGet("/outbox", (HttpContext context, DevelopmentOutbox outbox, TimeProvider time) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.ContentSecurityPolicy = OutboxPage.ContentSecurityPolicy;
            return Results.Content(OutboxPage.Render(outbox.Messages(null), time.GetUtcNow()), "text/html; charset=utf-8");
        });
        group.MapGet("/outbox.json", (HttpContext context, DevelopmentOutbox outbox, string? number) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var canonical = PhoneNumber.TryParse(number, out var parsed) ? parsed!.E164 : number;
            return Results.Json(new OutboxDocument(outbox.Messages(canonical)), JsonReply.Shapes.OutboxDocument);
        });
    }
}
