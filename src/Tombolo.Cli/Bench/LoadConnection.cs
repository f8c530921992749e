using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Cli.Bench;

/// <summary>Bytes of one XMPP stream: writes strings, reads one first-level element at a time into a buffer that grows as needed.</summary>
internal sealed class LoadConnection : IAsyncDisposable
{
    private static readonly ScannerLimits Wide = new() { MaxElementBytes = 1 << 20, MaxTagBytes = 1 << 16, MaxChildren = 4096 };

    private readonly Socket _socket;
    private readonly StreamScanner _scanner = new(StreamFraming.Tcp, Wide);
    private Stream _stream;
    private byte[] _buffer = new byte[2048];
    private int _start;
    private int _end;

    private LoadConnection(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<LoadConnection> OpenAsync(LoadTarget target, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target.Host, target.Port, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var connection = new LoadConnection(socket);
        if (target.Transport == LoadTransport.DirectTls)
        {
            await connection.SecureAsync(target, cancellationToken).ConfigureAwait(false);
        }

        return connection;
    }

    /// <summary>Puts TLS on the open connection. The peer's certificate is its own and not looked at: what is measured is its work.</summary>
    public async Task SecureAsync(LoadTarget target, CancellationToken cancellationToken)
    {
        var secure = new SslStream(_stream);
        _stream = secure;
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = target.Domain,
                AllowTlsResume = false, // Every login is somebody's first.
#pragma warning disable CA5359 // A benchmark's peer on loopback, never a user's server.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            },
            cancellationToken).ConfigureAwait(false);
        Restart();
    }

    /// <summary>The next element is a new stream header, as after TLS and SASL.</summary>
    public void Restart()
    {
        _scanner.Restart();
        (_start, _end) = (0, 0);
    }

    public ValueTask WriteAsync(string xml, CancellationToken cancellationToken) =>
        _stream.WriteAsync(Encoding.UTF8.GetBytes(xml), cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> xml, CancellationToken cancellationToken) => _stream.WriteAsync(xml, cancellationToken);

    /// <summary>The next element, valid until the next call. Reads from the network only when none is buffered.</summary>
    /// <exception cref="IOException">The peer closed or sent what is no XMPP.</exception>
    public async ValueTask<StanzaEnvelope> ReadAsync(CancellationToken cancellationToken)
    {
        StanzaEnvelope envelope;
        while (!TryRead(out envelope))
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        return envelope;
    }

    /// <summary>An element that is buffered already, valid until the next call.</summary>
    public bool TryRead(out StanzaEnvelope envelope)
    {
        while (_start < _end)
        {
            var result = _scanner.Scan(new ReadOnlySequence<byte>(_buffer, _start, _end - _start));
            _start += (int)result.Consumed;
            switch (result.Status)
            {
                case ScanStatus.StreamOpen or ScanStatus.Element:
                    envelope = result.Envelope;
                    return true;
                case ScanStatus.StreamClose:
                    throw new IOException("The server closed the stream.");
                case ScanStatus.Failed:
                    throw new IOException($"The server sent what is no XMPP: {result.Failure.Rule} at {result.Failure.Offset}.");
                default:
                    envelope = default;
                    return false;
            }
        }

        envelope = default;
        return false;
    }

    /// <summary>Waits for more bytes.</summary>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        if (read == 0)
        {
            throw new IOException("The server cut the connection.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _socket.Dispose();
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_end == _buffer.Length && _start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
