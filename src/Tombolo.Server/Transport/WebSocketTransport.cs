using System.Buffers;
using System.Net.WebSockets;
using Tombolo.Server.Abuse;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Transport;

/// <summary>A stream over a WebSocket (RFC 7395): one message is one element. Holds no buffer while the peer is silent.</summary>
internal sealed class WebSocketTransport(WebSocket socket, ConnectionAdmission admission) : IStreamTransport
{
    private const int FirstBuffer = 4096;

    private byte[]? _buffer;
    private int _length;
    private bool _isScanned = true;
    private bool _isWithin;

    public TransportKind Kind => TransportKind.WebSocket;

    public StreamFraming Framing => StreamFraming.WebSocket;

    public ReadOnlyMemory<byte> EndpointBinding => default;

    public ConnectionAdmission? Admission => admission;

    public bool IsWithinElement => Volatile.Read(ref _isWithin);

    public async ValueTask<bool> WaitAsync(StreamScanner scanner, CancellationToken cancellationToken)
    {
        Release();
        scanner.Rest();
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        while (first is { EndOfMessage: true, MessageType: not WebSocketMessageType.Close })
        {
            // An empty message is over with this; it is no element, as white space between elements is none on TCP.
            first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        }

        if (first.MessageType == WebSocketMessageType.Close)
        {
            return false;
        }

        Volatile.Write(ref _isWithin, true);
        _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        while (true)
        {
            var received = await socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return false;
            }

            _length += received.Count;
            if (received.EndOfMessage)
            {
                _isScanned = false;
                return true;
            }

            if (_length == _buffer.Length && !TryGrow(scanner.Limits.MaxElementBytes))
            {
                // Longer than allowed: what is here already makes the scanner say so, the rest is never read.
                _isScanned = false;
                return true;
            }
        }
    }

    public bool TryScan(StreamScanner scanner, out ScanResult result)
    {
        if (_isScanned)
        {
            result = new ScanResult(ScanStatus.NeedMore, 0);
            return false;
        }

        _isScanned = true;
        Volatile.Write(ref _isWithin, false);
        result = scanner.ScanMessage(new ReadOnlySequence<byte>(_buffer!, 0, _length));
        return true;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> elements, IReadOnlyList<int> ends, CancellationToken cancellationToken)
    {
        var start = 0;
        for (var index = 0; index < ends.Count; index++)
        {
            await socket.SendAsync(elements[start..ends[index]], WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            start = ends[index];
        }
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken) => CloseOutputAsync(cancellationToken);

    public ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        Release();
        return CloseOutputAsync(cancellationToken);
    }

    public void Abort() => socket.Abort();

    private async ValueTask CloseOutputAsync(CancellationToken cancellationToken)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
    }

    private bool TryGrow(int limit)
    {
        if (_length > limit)
        {
            return false;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer!);
        _buffer = larger;
        return true;
    }

    private void Release()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            _length = 0;
            _isScanned = true;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
