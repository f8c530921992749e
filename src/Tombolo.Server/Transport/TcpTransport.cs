using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Tombolo.Server.Abuse;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Transport;

/// <summary>A stream over a Kestrel connection; TLS, where there is any, lies below the pipe.</summary>
internal sealed class TcpTransport(ConnectionContext connection, TcpSecurity security) : ISecurableTransport
{
    private static readonly TimeSpan LingerTime = TimeSpan.FromMilliseconds(200);

    private PipeReader _input = connection.Transport.Input;
    private PipeWriter _output = connection.Transport.Output;
    private Func<Task>? _endTls;
    private ReadOnlySequence<byte> _rest;
    private bool _holds;
    private bool _isWithin;
    private bool _ended;

    public TransportKind Kind => security.Kind;

    public StreamFraming Framing => StreamFraming.Tcp;

    public ReadOnlyMemory<byte> EndpointBinding { get; private set; } = security.EndpointBinding;

    public ConnectionAdmission? Admission { get; } = connection.Features.Get<ConnectionAdmission>();

    public PasswordAccess PasswordAccess { get; private set; } = security.PasswordAccess;

    public bool TakesDevices => security.TakesDevices;

    public bool HasUnread => _holds && !_rest.IsEmpty;

    public bool IsWithinElement => Volatile.Read(ref _isWithin);

    public async ValueTask<bool> WaitAsync(StreamScanner scanner, CancellationToken cancellationToken)
    {
        Release();
        scanner.Rest();
        if (_ended)
        {
            return false;
        }

        var read = await _input.ReadAsync(cancellationToken);
        _rest = read.Buffer;
        _holds = true;
        _ended = read.IsCompleted;
        return !_rest.IsEmpty && !read.IsCanceled;
    }

    public bool TryScan(StreamScanner scanner, out ScanResult result)
    {
        result = scanner.Scan(_rest);
        _rest = _rest.Slice(result.Consumed);
        Volatile.Write(ref _isWithin, result.Status == ScanStatus.NeedMore && !_rest.IsEmpty);
        return result.Status != ScanStatus.NeedMore;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> elements, IReadOnlyList<int> ends, CancellationToken cancellationToken)
    {
        var flush = await _output.WriteAsync(elements, cancellationToken);
        if (flush.IsCompleted)
        {
            throw new ConnectionAbortedException();
        }
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        _input.CancelPendingRead();
        return ValueTask.CompletedTask;
    }

    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        await _output.CompleteAsync();
        await (_endTls?.Invoke() ?? Task.CompletedTask);
        await DiscardAsync(cancellationToken);
        await _input.CompleteAsync();
    }

    public void Abort() => connection.Abort();

    public async Task SecureAsync(CancellationToken cancellationToken)
    {
        Release();
        _rest = default;
        var certificate = security.Certificate!();
        var tls = new SslStream(new PipeStream(_input, _output), leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificateContext = certificate, AllowRenegotiation = false, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 }, cancellationToken);
        }
        catch (AuthenticationException exception)
        {
            throw new IOException("The TLS handshake failed.", exception);
        }

        OpenSslSettings.Apply(tls);

        // Completing the reader disposes the stream and with it the pipe below; the writer ends first and must leave it open.
        _input = PipeReader.Create(tls, new StreamPipeReaderOptions(useZeroByteReads: true));
        _output = PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true));
        _endTls = tls.ShutdownAsync;

        // COMPAT: slixmpp 1.8 takes -PLUS wherever it is offered, knows no binding but tls-unique, and then calls the plain mechanisms a
        // downgrade. So behind STARTTLS, where such clients come, no binding is offered; direct TLS has it. Until PublishedClientTests pass with it.
        PasswordAccess = PasswordAccess.Allowed;
    }

    /// <summary>
    /// A socket that is closed with unread input resets the connection, and the peer may never see what was sent last. So a little
    /// of what is still coming is read and thrown away.
    /// </summary>
    private async Task DiscardAsync(CancellationToken cancellationToken)
    {
        Release();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LingerTime);
        try
        {
            while (!_ended)
            {
                var read = await _input.ReadAsync(limit.Token);
                _ended = read.IsCompleted;
                _input.AdvanceTo(read.Buffer.End);
            }
        }
        catch (OperationCanceledException)
        {
            // The peer keeps its side open; enough was waited.
        }
    }

    private void Release()
    {
        if (_holds)
        {
            _holds = false;
            _input.AdvanceTo(_rest.Start, _rest.End);
        }
    }
}
