using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tombolo.Interop.Json;
using Tombolo.Server.Abuse;
using Tombolo.Server.Endpoints;

namespace Tombolo.Server.Accounts.Registration;

/// <summary><c>/v1/registrations</c>.</summary>
internal static class RegistrationEndpoints
{
    public const string Path = "/v1/registrations";
    private const int MaxIdLength = 64;

    public static void MapRegistrations(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(Path).AddEndpointFilter<EndpointBoundary>();
        group.MapPost("", StartAsync);
        group.MapPost("/{id}/verification", VerifyAsync);
    }

    private static async Task<IResult> StartAsync(HttpContext context, Registrations registrations, RateLimits rates, IOptions<TomboloServerOptions> options)
    {
        var limit = options.Value.Abuse.RegistrationsPerAddressAndHour;
        if (!rates.TryTake("registrations", context.Connection.RemoteIpAddress, limit, TimeSpan.FromHours(1), out var wait))
        {
            return new Problem(ErrorCode.RateLimited, wait);
        }

        var body = await JsonBody.ReadAsync(context, InteropJson.Default.RegistrationRequest);
        if (body.Value is not { } request)
        {
            return Problem.Of(body);
        }

        var outcome = await registrations.StartAsync(request.Number, context.RequestAborted);
        return outcome.Value is { } started
            ? Results.Json(started, JsonReply.Shapes.RegistrationStarted, statusCode: StatusCodes.Status201Created)
            : Problem.Of(outcome);
    }

    private static async Task<IResult> VerifyAsync(string id, HttpContext context, Registrations registrations, RateLimits rates, IOptions<TomboloServerOptions> options)
    {
        var limit = options.Value.Abuse.VerificationsPerAddressAndHour;
        if (!rates.TryTake("verifications", context.Connection.RemoteIpAddress, limit, TimeSpan.FromHours(1), out var wait))
        {
            return new Problem(ErrorCode.RateLimited, wait);
        }

        var body = await JsonBody.ReadAsync(context, InteropJson.Default.VerificationRequest);
        if (body.Value is not { } request)
        {
            return Problem.Of(body);
        }

        if (id.Length > MaxIdLength)
        {
            return new Problem(ErrorCode.RegistrationUnknown);
        }

        var outcome = await registrations.VerifyAsync(id, request, context.RequestAborted);
        return outcome.Value is { } enrolled ? Results.Json(enrolled, JsonReply.Shapes.Enrolled, statusCode: StatusCodes.Status201Created) : Problem.Of(outcome);
    }
}
