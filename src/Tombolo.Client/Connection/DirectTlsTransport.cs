using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Tombolo.Client.Wire;
using Tombolo.Interop.Enlistment;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Client.Connection;

/// <summary>XMPP over TCP with TLS from the first byte (XEP-0368). Native programs only.</summary>
[UnsupportedOSPlatform("browser")]
internal sealed class DirectTlsTransport(XmppEndpoint endpoint, string domain, IReadOnlyList<byte[]> trusted) : IXmppTransport
{
    private static readonly SslApplicationProtocol Protocol = new("xmpp-client");

    private readonly TcpClient _client = new();
    private readonly StreamScanner _scanner = new(StreamFraming.Tcp, ScannerLimits.Authenticated);
    private SslStream? _tls;
    private PipeReader? _reader;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            _client.NoDelay = true;
            _tls = new SslStream(_client.GetStream(), leaveInnerStreamOpen: false);
            await _tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = domain,
                    ApplicationProtocols = [Protocol],
                    RemoteCertificateValidationCallback = IsTrusted,
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException)
        {
            throw new ConnectionLostException("The host does not take a TLS connection.", exception);
        }

        _reader = PipeReader.Create(_tls);
        var header = $"<?xml version='1.0'?><stream:stream xmlns='{Names.Client}' xmlns:stream='{Names.Streams}' to='{domain}' version='1.0'>";
        await SendAsync(Encoding.UTF8.GetBytes(header), cancellationToken);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> element, CancellationToken cancellationToken)
    {
        try
        {
            await Tls.WriteAsync(element, cancellationToken);
            await Tls.FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            throw new ConnectionLostException("The connection is gone.", exception);
        }
    }

    /// <summary>Joined: without that each would be a TLS record and a packet of its own.</summary>
    public Task SendAsync(IReadOnlyList<byte[]> elements, CancellationToken cancellationToken) =>
        elements.Count == 0 ? Task.CompletedTask : SendAsync(elements is [var only] ? only : elements.SelectMany(element => element).ToArray(), cancellationToken);

    public async Task<XElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var read = await Reader.ReadAsync(cancellationToken);
                var result = _scanner.Scan(read.Buffer);
                var element = result.Status == ScanStatus.Element ? StanzaReader.Read(result.Envelope.Bytes) : null;
                var consumed = read.Buffer.GetPosition(result.Consumed);
                Reader.AdvanceTo(consumed, result.Status == ScanStatus.NeedMore ? read.Buffer.End : consumed);
                switch (result.Status)
                {
                    case ScanStatus.Element:
                        return element;
                    case ScanStatus.StreamClose:
                    case ScanStatus.NeedMore when read.IsCompleted:
                        return null;
                    case ScanStatus.Failed:
                        throw new ConnectionLostException("The host sent no XMPP.");
                    default:
                        continue;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or XmlException or InvalidOperationException)
        {
            throw new ConnectionLostException("The connection is gone.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
        {
            await _reader.CompleteAsync();
        }

        if (_tls is not null)
        {
            await _tls.DisposeAsync();
        }

        _client.Dispose();
    }

    private SslStream Tls => _tls ?? throw new InvalidOperationException("The transport is not open.");

    private PipeReader Reader => _reader ?? throw new InvalidOperationException("The transport is not open.");

    /// <summary>The system's verdict; or an authority that the caller trusts (the demo's own), with the right name and nothing else wrong.</summary>
    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || trusted.Count == 0 || certificate is not X509Certificate2 leaf)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var authority in trusted)
        {
            own.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(authority));
        }

        return own.Build(leaf);
    }
}
