using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Tombolo.Server.Transport;

/// <summary>Lets Kestrel listen for HTTPS and WebSocket without a proxy in front of it.</summary>
public static class HttpsListener
{
    /// <summary>Listens for HTTP inside TLS. Connections are counted by network address as those of XMPP are; a WebSocket counts once more.</summary>
    /// <param name="kestrel">The server to listen with; its services must hold <c>AddTomboloServer</c>.</param>
    /// <param name="endpoint">Address and port; port 0 takes a free one.</param>
    /// <param name="certificate">Asked for at each handshake.</param>
    public static void ListenHttps(this KestrelServerOptions kestrel, IPEndPoint endpoint, Func<SslStreamCertificateContext> certificate)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        ArgumentNullException.ThrowIfNull(certificate);
        kestrel.Listen(endpoint, listen =>
        {
            listen.UseGate(waitsForLogin: false);
            listen.UseTls(() => new SslServerAuthenticationOptions { ServerCertificateContext = certificate() });
        });
    }
}
