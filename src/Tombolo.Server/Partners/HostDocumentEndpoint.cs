using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tombolo.Interop;
using Tombolo.Interop.Discovery;
using Tombolo.Server.Accounts.Codes;
using Tombolo.Server.Accounts.Enrolment;
using Tombolo.Server.Accounts.Registration;
using Tombolo.Server.Endpoints;
using Tombolo.Server.Partners.Enlistment;

namespace Tombolo.Server.Partners;

/// <summary><c>/.well-known/tombolo</c>: where a partner and an app begin.</summary>
internal static class HostDocumentEndpoint
{
    public static void MapHostDocument(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").AddEndpointFilter<PartnerOrigins>().AddEndpointFilter<EndpointBoundary>();
        group.MapGet(HostDocument.Path, Describe);
        group.MapMethods(HostDocument.Path, ["OPTIONS"], (HttpContext context) => PartnerOrigins.Preflight(context, "GET"));
    }

    private static IResult Describe(HostEndpointsSource host, PartnerRegistry partners, ISmsGateway gateway, IOptions<TomboloServerOptions> options) => Results.Json(
        new HostDocument
        {
            Domain = options.Value.Domain,
            ProtocolVersion = ProtocolVersion.Current,
            ServerVersion = HostEndpointsSource.ServerVersion,
            Development = options.Value.Development,
            Issuer = host.Issuer,
            Endpoints = new HostEndpoints
            {
                Registrations = host.Issuer + RegistrationEndpoints.Path,
                Nonces = host.Issuer + EnlistmentEndpoints.NoncesPath,
                Enlistments = host.Issuer + EnlistmentEndpoints.EnlistmentsPath,
                Websocket = host.Websocket,
                Xmpp = host.Xmpp,
            },
            Registration = new RegistrationAvailability(gateway.ClosedReason is null, gateway.ClosedReason),
            Partners = [.. partners.Active.Select(partner => new PartnerSummary { Id = partner.Id, Name = partner.Name, Issuer = partner.Issuer, AppUrl = partner.AppUrl })],
        },
        JsonReply.Shapes.HostDocument);
}
