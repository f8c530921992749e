using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Tests.Transport;

public sealed class OpenSslBuffersTests
{
    [Fact]
    public async Task Stream_ThatGivesItsBuffersBack_CarriesBytesAsBefore()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have another TLS.");
        var (client, server) = await ConnectAsync();

        // False here says that this runtime keeps its connection elsewhere, and every idle client costs 34 KB more.
        Assert.True(OpenSslBuffers.ReleaseWhenIdle(server));
        foreach (var size in (int[])[1, 40_000, 100])
        {
            var sent = RandomNumberGenerator.GetBytes(size);
            Assert.Equal(sent, await CarryAsync(client, server, sent));
            Assert.Equal(sent, await CarryAsync(server, client, sent));
        }

        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task Stream_ThatIsClosed_IsLeftAlone()
    {
        var (client, server) = await ConnectAsync();
        client.Dispose();
        server.Dispose();

        Assert.False(OpenSslBuffers.ReleaseWhenIdle(server));
    }

    [Fact]
    public void Stream_WithoutAHandshake_IsLeftAlone()
    {
        using var stream = new SslStream(new MemoryStream());

        Assert.False(OpenSslBuffers.ReleaseWhenIdle(stream));
    }

    private static async Task<byte[]> CarryAsync(SslStream from, SslStream to, byte[] bytes)
    {
        var received = new byte[bytes.Length];
        await Task.WhenAll(from.WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask(), to.ReadExactlyAsync(received, TestContext.Current.CancellationToken).AsTask());
        return received;
    }

    private static async Task<(SslStream Client, SslStream Server)> ConnectAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
        var context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connection = new TcpClient();
        await connection.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        var server = new SslStream((await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken)).GetStream());
        var client = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, static (_, shown, _, _) => shown?.Subject == "CN=localhost");
        await Task.WhenAll(
            server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, TestContext.Current.CancellationToken),
            client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, TestContext.Current.CancellationToken));
        return (client, server);
    }
}
