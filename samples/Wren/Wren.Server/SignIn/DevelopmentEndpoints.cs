using System.Globalization;
using System.Net;
using System.Text;
using Tombolo.Interop.Development;
using Tombolo.Interop.Identity;
using Tombolo.Partner.Tokens;

namespace Wren.Server.SignIn;

/// <summary>For demos and scripts, in development mode and from this machine only: the e-mails that would have been sent, and tokens without sign-in.</summary>
internal static class DevelopmentEndpoints
{
    public static void MapDevelopment(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/dev").AddEndpointFilter(async (context, next) => IsLocal(context.HttpContext) ? await next(context) : Results.NotFound());
        group.MapGet("/outbox", (Codes codes) => Results.Content(Page(codes.Sent(null)), "text/html; charset=utf-8"));
        group.MapGet("/outbox.json", (Codes codes, string? number) =>
        {
            var email = EmailAddress.TryCanonicalise(number, out var canonical) ? canonical : number;
            return Results.Json(new OutboxDocument(codes.Sent(email)), WrenJson.Default.OutboxDocument);
        });
        group.MapPost("/tokens", (DevelopmentTokenOrder order, People people, IIdentityTokenIssuer issuer) =>
            EmailAddress.TryCanonicalise(order.Email, out var email)
                ? SignInEndpoints.Issue(issuer, people.FindOrAdd(email), order.Purpose, order.Jkt)
                : SignInEndpoints.Refusal(StatusCodes.Status400BadRequest, "email_invalid", "This is not an e-mail address."));
    }

    // Both: the connection comes from this machine, and the address bar says so (a name elsewhere may point here).
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && (context.Request.Host.Host == "localhost" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var name) && IPAddress.IsLoopback(name)));

    private static string Page(IReadOnlyList<OutboxMessage> messages)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append("<meta http-equiv=\"refresh\" content=\"3\"><title>Outbox · Wren</title></head><body><main><h1>Outbox of Wren</h1>");
        page.Append("<p>Codes this development service would have sent by e-mail, newest first.</p><ul>");
        foreach (var message in messages)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{WebUtility.HtmlEncode(message.Number)}: <strong>{message.Code}</strong></li>");
        }

        return page.Append("</ul></main></body></html>").ToString();
    }
}
