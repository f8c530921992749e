using System.Security.Authentication.ExtendedProtection;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Tombolo.Server.Transport;

/// <summary>Kestrel's end of an XMPP stream over TCP.</summary>
internal sealed class XmppConnectionHandler(ClientConnections connections) : ConnectionHandler
{
    public override Task OnConnectedAsync(ConnectionContext connection)
    {
        var tls = connection.Features.Get<ISslStreamFeature>()?.SslStream;
        using var binding = tls?.TransportContext.GetChannelBinding(ChannelBindingKind.Endpoint);
        return connections.RunAsync(new TcpTransport(connection, EndpointData(binding)), connection.ConnectionClosed);
    }

    /// <summary>The hash of the certificate (RFC 5929 section 4) without the platform's header, which names the kind of binding.</summary>
    private static ReadOnlyMemory<byte> EndpointData(ChannelBinding? binding)
    {
        ReadOnlySpan<byte> prefix = "tls-server-end-point:"u8;
        if (binding is null || binding.IsInvalid)
        {
            return default;
        }

        var bytes = new byte[binding.Size];
        System.Runtime.InteropServices.Marshal.Copy(binding.DangerousGetHandle(), bytes, 0, bytes.Length);
        var at = bytes.AsSpan().IndexOf(prefix);
        return at < 0 ? default : bytes.AsMemory(at + prefix.Length);
    }
}
