using Microsoft.Extensions.Options;

namespace Tombolo.Server.Transport;

/// <summary>The address people use. Behind a proxy that ends TLS, the request itself looks like plain HTTP to another port.</summary>
internal sealed class OwnWebSocketOrigin(IOptions<TomboloServerOptions> options) : IWebSocketOrigins
{
    private readonly string _origin = new Uri(options.Value.PublicUrl).GetLeftPart(UriPartial.Authority);

    public bool IsAllowed(string origin) => string.Equals(origin, _origin, StringComparison.OrdinalIgnoreCase);
}
