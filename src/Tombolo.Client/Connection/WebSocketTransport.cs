using System.Buffers;
using System.Net.WebSockets;
using System.Xml;
using System.Xml.Linq;
using Tombolo.Client.Wire;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Client.Connection;

/// <summary>XMPP over WebSocket (RFC 7395): one element for each message. Works in browsers.</summary>
internal sealed class WebSocketTransport(Uri endpoint, string domain) : IXmppTransport
{
    private const string Subprotocol = "xmpp";
    private const int FirstBufferBytes = 8 * 1024;

    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket = new();
    private readonly StreamScanner _scanner = new(StreamFraming.WebSocket, ScannerLimits.Authenticated);
    private byte[] _buffer = new byte[FirstBufferBytes];

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _socket.Options.AddSubProtocol(Subprotocol);
            await _socket.ConnectAsync(endpoint, cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or HttpRequestException or InvalidOperationException)
        {
            throw new ConnectionLostException("The host does not take a WebSocket.", exception);
        }

        var open = new XElement(Names.Framing + "open", new XAttribute("to", domain), new XAttribute("version", "1.0"));
        await SendAsync(StanzaWriter.Write(open), cancellationToken);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> element, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.SendAsync(element, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or IOException)
        {
            throw new ConnectionLostException("The WebSocket is gone.", exception);
        }
    }

    public async Task<XElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = await ReceiveMessageAsync(cancellationToken);
            if (length < 0)
            {
                return null;
            }

            var result = _scanner.ScanMessage(new ReadOnlySequence<byte>(_buffer, 0, length));
            switch (result.Status)
            {
                case ScanStatus.StreamOpen:
                    continue;
                case ScanStatus.StreamClose:
                    return null;
                case ScanStatus.Element:
                    return Read(result);
                default:
                    throw new ConnectionLostException("The host sent no XMPP.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_socket.State == WebSocketState.Open)
            {
                using var patience = new CancellationTokenSource(FarewellTime);
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or IOException or OperationCanceledException)
        {
            // The other side was faster; there is nothing left to close.
        }
        finally
        {
            _socket.Dispose();
        }
    }

    private static XElement Read(in ScanResult result)
    {
        try
        {
            return StanzaReader.Read(result.Envelope.Bytes);
        }
        catch (XmlException exception)
        {
            throw new ConnectionLostException("The host sent no XML.", exception);
        }
    }

    /// <summary>Length of the next message in the buffer, or -1 at the end.</summary>
    private async Task<int> ReceiveMessageAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        try
        {
            while (true)
            {
                if (length == _buffer.Length)
                {
                    Grow();
                }

                var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return -1;
                }

                length += received.Count;
                if (received.EndOfMessage)
                {
                    return length;
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or IOException)
        {
            throw new ConnectionLostException("The WebSocket is gone.", exception);
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= _scanner.Limits.MaxElementBytes)
        {
            throw new ConnectionLostException("The host sent more than one element may have.");
        }

        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
