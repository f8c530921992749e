using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Abuse;

namespace Tombolo.Server.Transport;

/// <summary>The WebSocket endpoint of XMPP (RFC 7395) at <c>/xmpp</c>, subprotocol <c>xmpp</c>.</summary>
internal static class XmppWebSocket
{
    private const string Subprotocol = "xmpp";

    public static IEndpointRouteBuilder MapXmppWebSocket(this IEndpointRouteBuilder endpoints)
    {
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        pipeline.Run(AcceptAsync);
        endpoints.Map("/xmpp", pipeline.Build()).ExcludeFromDescription();
        return endpoints;
    }

    private static async Task AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        // Browsers always name the page's origin; a page of a stranger must not open a stream in a person's name.
        var origin = context.Request.Headers.Origin.ToString();
        var isOwn = origin.Length == 0 || origin == $"{context.Request.Scheme}://{context.Request.Host}";
        if (!isOwn && !context.RequestServices.GetServices<IWebSocketOrigins>().Any(origins => origins.IsAllowed(origin)))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var admission = context.RequestServices.GetRequiredService<ConnectionGate>().TryEnter(context.Connection.RemoteIpAddress);
        if (admission is null)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "60";
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(Subprotocol);
        await context.RequestServices.GetRequiredService<ClientConnections>().RunAsync(new WebSocketTransport(socket, admission), context.RequestAborted);
    }
}
