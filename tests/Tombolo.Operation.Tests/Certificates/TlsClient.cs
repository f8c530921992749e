using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tombolo.Operation.Tests.Certificates;

/// <summary>A client that trusts one authority and is sent everything else by the server.</summary>
internal sealed class TlsClient : IDisposable
{
    private readonly TcpClient _connection;
    private readonly SslStream _tls;

    private TlsClient(TcpClient connection, SslStream tls)
    {
        _connection = connection;
        _tls = tls;
    }

    public string Thumbprint => ((X509Certificate2)_tls.RemoteCertificate!).Thumbprint;

    public static async Task<TlsClient> ConnectAsync(int port, string domain, X509Certificate2 root)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, port);
        var tls = new SslStream(connection.GetStream());
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(root);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = domain, CertificateChainPolicy = policy });
        return new TlsClient(connection, tls);
    }

    /// <summary>Opens a stream, and again: true when the server still answers on this connection.</summary>
    public async Task<bool> AnswersAsync(string domain)
    {
        await _tls.WriteAsync(Encoding.UTF8.GetBytes($"<?xml version='1.0'?><stream:stream to='{domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _tls.ReadAsync(new byte[4096], patience.Token) > 0;
    }

    public void Dispose()
    {
        _tls.Dispose();
        _connection.Dispose();
    }
}
