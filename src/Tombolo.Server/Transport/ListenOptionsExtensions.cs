using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Abuse;

namespace Tombolo.Server.Transport;

/// <summary>What the doors of the host have in common.</summary>
internal static class ListenOptionsExtensions
{
    /// <summary>First of all, before TLS: is there a place for the caller?</summary>
    /// <param name="listen">The door.</param>
    /// <param name="waitsForLogin">Whether the connection counts as one that has to log in; one of HTTP need not.</param>
    public static void UseGate(this ListenOptions listen, bool waitsForLogin)
    {
        var gate = listen.ApplicationServices.GetRequiredService<ConnectionGate>();
        listen.Use(next => async connection =>
        {
            using var admission = gate.TryEnter((connection.RemoteEndPoint as IPEndPoint)?.Address, waitsForLogin);
            if (admission is null)
            {
                connection.Abort();
                return;
            }

            connection.Features.Set(admission);
            await next(connection);
        });
    }

    /// <summary>TLS from the first byte, with little memory for a connection that does nothing.</summary>
    /// <param name="listen">The door.</param>
    /// <param name="options">Asked for at each handshake, so that a renewed certificate needs no restart.</param>
    public static void UseTls(this ListenOptions listen, Func<SslServerAuthenticationOptions> options)
    {
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(options()) });
        listen.Use(static next => connection =>
        {
            if (connection.Features.Get<ISslStreamFeature>() is { } tls)
            {
                OpenSslSettings.Apply(tls.SslStream);
            }

            return next(connection);
        });
    }
}
