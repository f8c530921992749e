using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tombolo.Server.Endpoints;

/// <summary>
/// For development pages: the connection comes from this machine, and was meant for it. The second half stops a web page elsewhere whose name suddenly points to 127.0.0.1.
/// To everybody else the page does not exist.
/// </summary>
internal sealed class LoopbackOnly : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var isLocal = context.HttpContext.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && IsLoopbackName(request.Host.Host);
        return isLocal ? await next(context) : new Problem(ErrorCode.NotFound);
    }

    private static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
