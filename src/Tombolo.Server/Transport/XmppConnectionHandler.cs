using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace Tombolo.Server.Transport;

/// <summary>Kestrel's end of an XMPP stream inside TLS.</summary>
internal sealed class XmppConnectionHandler(ClientConnections connections, IOptions<TomboloServerOptions> options) : ConnectionHandler
{
    private readonly PasswordAccess _passwords = options.Value.StandardClients.PlainChat ? PasswordAccess.Allowed : PasswordAccess.None;

    public override Task OnConnectedAsync(ConnectionContext connection)
    {
        var certificate = connection.Features.Get<ISslStreamFeature>()?.SslStream.LocalCertificate as X509Certificate2;
        var security = new TcpSecurity { Kind = TransportKind.DirectTls, EndpointBinding = EndpointHash.Of(certificate), PasswordAccess = _passwords, TakesDevices = true };
        return connections.RunAsync(new TcpTransport(connection, security), connection.ConnectionClosed);
    }
}
