using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Tests.Transport;

public sealed class OpenSslSettingsTests
{
    [Fact]
    public async Task Stream_ThatGivesItsBuffersBack_CarriesBytesAsBefore()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have another TLS.");
        var (client, (server, _)) = await ConnectAsync(Certificate());

        // False here says that this runtime keeps its connection elsewhere, and every idle client costs 34 KB more.
        Assert.True(OpenSslSettings.Apply(server));
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
    public async Task Handshakes_AfterTheFirst_WriteOneTicketInsteadOfTwo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have another TLS.");
        var context = Certificate();
        var lengths = new List<long>();
        for (var time = 0; time < 3; time++)
        {
            var (client, server) = await ConnectAsync(context);
            lengths.Add(server.Written);
            Assert.True(OpenSslSettings.Apply(server.Tls));
            client.Dispose();
            server.Tls.Dispose();
        }

        // A ticket has some 250 bytes with its record; the signature in a handshake differs by a byte or two.
        Assert.InRange(lengths[1], 1, lengths[0] - 150);
        Assert.InRange(lengths[2], lengths[1] - 10, lengths[1] + 10);
    }

    [Fact]
    public async Task Stream_ThatIsClosed_IsLeftAlone()
    {
        var (client, (server, _)) = await ConnectAsync(Certificate());
        client.Dispose();
        server.Dispose();

        Assert.False(OpenSslSettings.Apply(server));
    }

    [Fact]
    public void Stream_WithoutAHandshake_IsLeftAlone()
    {
        using var stream = new SslStream(new MemoryStream());

        Assert.False(OpenSslSettings.Apply(stream));
    }

    private static async Task<byte[]> CarryAsync(SslStream from, SslStream to, byte[] bytes)
    {
        var received = new byte[bytes.Length];
        await Task.WhenAll(from.WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask(), to.ReadExactlyAsync(received, TestContext.Current.CancellationToken).AsTask());
        return received;
    }

    private static SslStreamCertificateContext Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
        return SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
    }

    private static async Task<(SslStream Client, Server Server)> ConnectAsync(SslStreamCertificateContext context)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connection = new TcpClient();
        await connection.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        var accepted = new CountingStream((await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken)).GetStream());
        var server = new SslStream(accepted);
        var client = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, static (_, shown, _, _) => shown?.Subject == "CN=localhost");
        await Task.WhenAll(
            server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, TestContext.Current.CancellationToken),
            client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", AllowTlsResume = false }, TestContext.Current.CancellationToken));
        return (client, new Server(server, accepted.Written));
    }

    /// <summary>The server's end, and how many bytes its handshake wrote.</summary>
    private sealed record Server(SslStream Tls, long Written);

    private sealed class CountingStream(NetworkStream inner) : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            Written += count;
            inner.Write(buffer, offset, count);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return inner.WriteAsync(buffer, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
