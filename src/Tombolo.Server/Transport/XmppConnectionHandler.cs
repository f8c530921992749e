using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace Tombolo.Server.Transport;

/// <summary>Kestrel's end of an XMPP stream inside TLS.</summary>
internal sealed class XmppConnectionHandler(ClientConnections connections, IOptions<TomboloServerOptions> options) : ConnectionHandler
{
    private readonly PasswordAccess _passwords = options.Value.StandardClients.PlainChat ? PasswordAccess.Allowed : PasswordAccess.None;

    private Known? _last;

    public override Task OnConnectedAsync(ConnectionContext connection)
    {
        var certificate = connection.Features.Get<ISslStreamFeature>()?.SslStream.LocalCertificate as X509Certificate2;
        return connections.RunAsync(new TcpTransport(connection, SecurityBy(certificate)), connection.ConnectionClosed);
    }

    /// <summary>All connections with one certificate share one.</summary>
    private TcpSecurity SecurityBy(X509Certificate2? certificate)
    {
        if (Volatile.Read(ref _last) is { } last && ReferenceEquals(last.Certificate, certificate))
        {
            return last.Security;
        }

        var security = new TcpSecurity { Kind = TransportKind.DirectTls, EndpointBinding = EndpointHash.Of(certificate), PasswordAccess = _passwords, TakesDevices = true };
        Volatile.Write(ref _last, new Known(certificate, security));
        return security;
    }

    private sealed record Known(X509Certificate2? Certificate, TcpSecurity Security);
}
