using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using System.Xml.Linq;
using Tombolo.Xmpp.Sasl.HashedTokens;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.TestHost;

/// <summary>A client that says exactly what a test wants it to say, over TLS or WebSocket. Received elements queue up until they are asked for.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    public static readonly XNamespace Sasl2 = "urn:xmpp:sasl:2";
    public static readonly XNamespace Management = "urn:xmpp:sm:3";
    public static readonly XNamespace Client = "jabber:client";
    public static readonly XNamespace Entry = "urn:tombolo:mailbox:0";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Stream? _stream;
    private readonly TcpClient? _tcp;
    private readonly ClientWebSocket? _socket;
    private readonly Channel<XElement> _received = Channel.CreateUnbounded<XElement>();
    private readonly Task _reading;

    private TestClient(Stream stream, TcpClient tcp)
    {
        _stream = stream;
        _tcp = tcp;
        _reading = ReadTcpAsync(stream);
    }

    private TestClient(ClientWebSocket socket)
    {
        _socket = socket;
        _reading = ReadSocketAsync(socket);
    }

    public bool IsWebSocket => _socket is not null;

    /// <summary>The resumption id that login gave.</summary>
    public string? ResumptionId { get; private set; }

    /// <summary>Stanzas read by the test so far, as <c>h</c> counts them.</summary>
    public uint StanzasRead { get; private set; }

    /// <summary>The next login token, when the server gave one.</summary>
    public string? NextToken { get; private set; }

    /// <summary>While this is not completed, nothing is read from the socket: a peer that does not listen.</summary>
    public Task Reading { get; set; } = Task.CompletedTask;

    public static async Task<TestClient> ConnectTlsAsync(int port)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync("127.0.0.1", port);
        var tls = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate?.Subject == "CN=localhost");
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [new SslApplicationProtocol("xmpp-client")],
        });
        return new TestClient(tls, tcp);
    }

    public static async Task<TestClient> ConnectWebSocketAsync(int port, string? origin = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/xmpp"), CancellationToken.None);
        return new TestClient(socket);
    }

    /// <summary>Sends text as it is: on WebSocket one message, on TCP some bytes.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] bytes) => _socket is not null
        ? _socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None)
        : _stream!.WriteAsync(bytes).AsTask();

    public async Task OpenAsync(string to = "localhost")
    {
        await SendAsync(IsWebSocket
            ? $"<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='{to}' version='1.0'/>"
            : $"<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='{to}' version='1.0'>");
    }

    /// <summary>Opens the stream and logs in by token; returns what the server answered.</summary>
    public async Task<XElement> LogInAsync(string device, string? token = null, string? resume = null, uint handled = 0)
    {
        await OpenAsync();
        await ExpectAsync("features");
        return await AuthenticateAsync(device, token, resume, handled);
    }

    public async Task<XElement> AuthenticateAsync(string device, string? token = null, string? resume = null, uint handled = 0)
    {
        token ??= FixedAccounts.FirstToken(device);
        var response = Convert.ToBase64String(HashedToken.InitialResponse(device, Encoding.UTF8.GetBytes(token), default));
        var resumption = resume is null ? "" : $"<resume xmlns='urn:xmpp:sm:3' h='{handled}' previd='{resume}'/>";
        await SendAsync(
            $"<authenticate xmlns='urn:xmpp:sasl:2' mechanism='HT-SHA-256-NONE'><initial-response>{response}</initial-response>{resumption}" +
            "<bind xmlns='urn:xmpp:bind:0'><tag>test</tag><enable xmlns='urn:xmpp:sm:3' resume='true'/></bind>" +
            "<fast xmlns='urn:xmpp:fast:0'/><request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-NONE'/></authenticate>");
        var answer = await ReadAsync();
        if (answer.Name == Sasl2 + "success")
        {
            NextToken = (string?)answer.Element(XNamespace.Get("urn:xmpp:fast:0") + "token")?.Attribute("token");
            ResumptionId = (string?)answer.Descendants(Management + "enabled").SingleOrDefault()?.Attribute("id") ?? resume;
            if (answer.Element(Management + "resumed") is not null)
            {
                StanzasRead = handled;
            }

            await ExpectAsync("features");
        }

        return answer;
    }

    public Task SendMessageAsync(string to, string id, string body = "RAAAAAAAAAAAAAAA", int device = 1, string sender = "1") => SendAsync(
        $"<message xmlns='jabber:client' type='chat' to='{to}' id='{id}'><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='{sender}' devices='{FixedAccounts.Digest}'>" +
        $"<to device='{device}' kind='message'>{body}</to></encrypted></message>");

    public Task RequestAcknowledgementAsync() => SendAsync("<r xmlns='urn:xmpp:sm:3'/>");

    public Task ConfirmAsync(long upto) => SendAsync($"<confirm xmlns='urn:tombolo:mailbox:0' upto='{upto}'/>");

    /// <summary>The next element. Throws when none comes in time, saying so; null elements never come: the end of the stream throws too.</summary>
    public async Task<XElement> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            return Count(await _received.Reader.ReadAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The server said nothing for {Patience.TotalSeconds} seconds.");
        }
        catch (ChannelClosedException exception)
        {
            throw new EndOfStreamException("The server closed the connection.", exception);
        }
    }

    public async Task<XElement> ExpectAsync(string localName)
    {
        var element = await ReadAsync();
        return element.Name.LocalName == localName ? element : throw new InvalidDataException($"Expected {localName}, got {element}");
    }

    /// <summary>Reads past other elements to one of this name.</summary>
    public async Task<XElement> SeekAsync(string localName)
    {
        while (true)
        {
            var element = await ReadAsync();
            if (element.Name.LocalName == localName)
            {
                return element;
            }
        }
    }

    public bool TryRead(out XElement? element)
    {
        var hasOne = _received.Reader.TryRead(out element);
        if (hasOne)
        {
            Count(element!);
        }

        return hasOne;
    }

    /// <summary>Completes when the server's side has ended.</summary>
    public Task WaitForEndAsync() => _reading.WaitAsync(Patience);

    /// <summary>Cuts the connection without a word, as a network does.</summary>
    public void Cut()
    {
        _tcp?.Client.Close(0);
        _socket?.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        _tcp?.Dispose();
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }

        _socket?.Dispose();
        await _reading.WaitAsync(Patience);
    }

    private XElement Count(XElement element)
    {
        StanzasRead += element.Name.Namespace == Client ? 1u : 0u;
        return element;
    }

    private async Task ReadTcpAsync(Stream stream)
    {
        var scanner = new StreamScanner(StreamFraming.Tcp, ScannerLimits.Authenticated with { MaxElementBytes = 1 << 20 });
        var reader = PipeReader.Create(stream);
        try
        {
            while (true)
            {
                await Reading;
                var read = await reader.ReadAsync();
                var rest = read.Buffer;
                while (Take(scanner.Scan(rest), ref rest))
                {
                }

                reader.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or SocketException)
        {
            // Cut, by one side or the other: the end of what can be read.
            _received.Writer.TryComplete();
        }
        finally
        {
            _received.Writer.TryComplete();
        }
    }

    private bool Take(ScanResult result, ref ReadOnlySequence<byte> rest)
    {
        if (result.Status is ScanStatus.Element)
        {
            _received.Writer.TryWrite(result.Envelope.ToElement());
        }

        rest = rest.Slice(result.Consumed);
        return result.Status is ScanStatus.Element or ScanStatus.StreamOpen or ScanStatus.StreamClose;
    }

    private async Task ReadSocketAsync(ClientWebSocket socket)
    {
        var scanner = new StreamScanner(StreamFraming.WebSocket, ScannerLimits.Authenticated with { MaxElementBytes = 1 << 20 });
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += received.Count;
                }
                while (!received.EndOfMessage);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                var rest = new ReadOnlySequence<byte>(buffer, 0, length);
                Take(scanner.ScanMessage(rest), ref rest);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            _received.Writer.TryComplete();
        }
        finally
        {
            _received.Writer.TryComplete();
        }
    }
}
