using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Tombolo.Server.Endpoints;

/// <summary>
/// What one HTTP connection may hold, and for how long. Kestrel's own rates stay: 240 bytes a second for a body that comes or goes, after five
/// seconds' grace; ten seconds for a TLS handshake.
/// </summary>
internal sealed class HttpLimits(IOptions<TomboloServerOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    private const int MaxBodyBytes = 256 * 1024;
    private const int MaxHeadersBytes = 16 * 1024;
    private const int MaxLineBytes = 4 * 1024;

    public void Configure(KestrelServerOptions kestrel)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.Value.Abuse.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = options.Value.Abuse.MaxConnections;
        limits.MaxRequestBodySize = MaxBodyBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeadersBytes;
        limits.MaxRequestLineSize = MaxLineBytes;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
    }
}
