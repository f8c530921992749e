using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Tombolo.Server.Transport;

/// <summary>Lets Kestrel listen for XMPP.</summary>
public static class XmppListener
{
    private static readonly List<SslApplicationProtocol> Protocols = [new("xmpp-client")];

    /// <summary>
    /// Listens for XMPP over direct TLS (XEP-0368): TLS 1.2 or 1.3 from the first byte, ALPN <c>xmpp-client</c> when the client names any.
    /// </summary>
    /// <param name="kestrel">The server to listen with; its services must hold <c>AddTomboloServer</c>.</param>
    /// <param name="endpoint">Address and port; port 0 takes a free one.</param>
    /// <param name="certificate">Asked for at each handshake, so that a renewed certificate needs no restart.</param>
    public static void ListenXmppTls(this KestrelServerOptions kestrel, IPEndPoint endpoint, Func<SslStreamCertificateContext> certificate)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        ArgumentNullException.ThrowIfNull(certificate);
        kestrel.Listen(endpoint, listen =>
        {
            listen.Protocols = HttpProtocols.None;
            listen.UseGate(waitsForLogin: true);
            listen.UseTls(() => new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate(),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ApplicationProtocols = Protocols,
            });
            listen.UseConnectionHandler<XmppConnectionHandler>();
        });
    }

    /// <summary>
    /// Listens for standard XMPP clients that begin in the clear and must take STARTTLS (RFC 6120 section 5) before anything else.
    /// </summary>
    /// <param name="kestrel">The server to listen with; its services must hold <c>AddTomboloServer</c>.</param>
    /// <param name="endpoint">Address and port; 5222 is what clients expect. Port 0 takes a free one.</param>
    /// <param name="certificate">Asked for at each handshake.</param>
    public static void ListenXmppStartTls(this KestrelServerOptions kestrel, IPEndPoint endpoint, Func<SslStreamCertificateContext> certificate)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        ArgumentNullException.ThrowIfNull(certificate);
        Listen(kestrel, endpoint, new TcpSecurity { Kind = TransportKind.StartTls, PasswordAccess = PasswordAccess.AfterStartTls, Certificate = certificate });
    }

    /// <summary>Listens for standard XMPP clients without any TLS, for load generators and tests on this very machine.</summary>
    /// <param name="kestrel">The server to listen with; its services must hold <c>AddTomboloServer</c>.</param>
    /// <param name="endpoint">A loopback address and a port; port 0 takes a free one.</param>
    /// <exception cref="ArgumentException">The address is not loopback: passwords and messages would cross a network readable.</exception>
    public static void ListenXmppPlain(this KestrelServerOptions kestrel, IPEndPoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!IPAddress.IsLoopback(endpoint.Address))
        {
            throw new ArgumentException("XMPP without TLS is only for loopback addresses.", nameof(endpoint));
        }

        Listen(kestrel, endpoint, new TcpSecurity { Kind = TransportKind.Plain, PasswordAccess = PasswordAccess.Allowed });
    }

    private static void Listen(KestrelServerOptions kestrel, IPEndPoint endpoint, TcpSecurity security) => kestrel.Listen(endpoint, listen =>
    {
        listen.Protocols = HttpProtocols.None;
        listen.UseGate(waitsForLogin: true);
        var connections = listen.ApplicationServices.GetRequiredService<ClientConnections>();
        listen.Run(connection => connections.RunAsync(new TcpTransport(connection, security), connection.ConnectionClosed));
    });
}
