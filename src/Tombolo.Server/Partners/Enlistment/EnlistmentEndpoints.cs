using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tombolo.Interop.Json;
using Tombolo.Server.Abuse;
using Tombolo.Server.Endpoints;

namespace Tombolo.Server.Partners.Enlistment;

/// <summary><c>/interop/v1/nonces</c> and <c>/interop/v1/enlistments</c>.</summary>
internal static class EnlistmentEndpoints
{
    public const string NoncesPath = "/interop/v1/nonces";
    public const string EnlistmentsPath = "/interop/v1/enlistments";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void MapEnlistments(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").AddEndpointFilter<PartnerOrigins>().AddEndpointFilter<EndpointBoundary>();
        group.MapPost(NoncesPath, IssueNonce);
        group.MapPost(EnlistmentsPath, CreateAsync);
        group.MapDelete(EnlistmentsPath, EndAsync);
        group.MapMethods(NoncesPath, ["OPTIONS"], (HttpContext context) => PartnerOrigins.Preflight(context, "POST"));
        group.MapMethods(EnlistmentsPath, ["OPTIONS"], (HttpContext context) => PartnerOrigins.Preflight(context, "POST, DELETE"));
    }

    private static IResult IssueNonce(HttpContext context, Nonces nonces, RateLimits rates, IOptions<TomboloServerOptions> options)
    {
        if (!rates.TryTake("nonces", context.Connection.RemoteIpAddress, options.Value.Abuse.NoncesPerAddressAndMinute, Minute, out var wait))
        {
            return new Problem(ErrorCode.RateLimited, wait);
        }

        return Results.Json(nonces.Issue(), JsonReply.Shapes.NonceIssued, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Enlistments enlistments, RateLimits rates, IOptions<TomboloServerOptions> options)
    {
        if (!MayEnlist(context, rates, options, out var wait))
        {
            return new Problem(ErrorCode.RateLimited, wait);
        }

        var body = await JsonBody.ReadAsync(context, InteropJson.Default.EnlistmentRequest);
        if (body.Value is not { } request)
        {
            return Problem.Of(body);
        }

        var outcome = await enlistments.CreateAsync(request, context.RequestAborted);
        return outcome.Value is { } enrolled ? Results.Json(enrolled, JsonReply.Shapes.Enrolled, statusCode: StatusCodes.Status201Created) : Problem.Of(outcome);
    }

    private static async Task<IResult> EndAsync(HttpContext context, Enlistments enlistments, RateLimits rates, IOptions<TomboloServerOptions> options)
    {
        if (!MayEnlist(context, rates, options, out var wait))
        {
            return new Problem(ErrorCode.RateLimited, wait);
        }

        var body = await JsonBody.ReadAsync(context, InteropJson.Default.EnlistmentEndRequest);
        if (body.Value is not { } request)
        {
            return Problem.Of(body);
        }

        return await enlistments.EndAsync(request, context.RequestAborted) is { } refusal ? new Problem(refusal) : Results.NoContent();
    }

    private static bool MayEnlist(HttpContext context, RateLimits rates, IOptions<TomboloServerOptions> options, out TimeSpan wait) =>
        rates.TryTake("enlistments", context.Connection.RemoteIpAddress, options.Value.Abuse.EnlistmentsPerAddressAndMinute, Minute, out wait);
}
