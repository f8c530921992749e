using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using Tombolo.Xmpp.Sasl.Scram;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.TestHost;

/// <summary>
/// An ordinary XMPP client, one element at a time and no more than is read of the wire, so that the stream can turn to TLS or start anew
/// between any two of them.
/// </summary>
internal sealed class StandardClient : IAsyncDisposable
{
    public static readonly XNamespace Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
    public static readonly XNamespace Management = "urn:xmpp:sm:3";
    public static readonly XNamespace Client = "jabber:client";
    public static readonly XNamespace Delay = "urn:xmpp:delay";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient _tcp;
    private readonly StreamScanner _scanner = new(StreamFraming.Tcp, ScannerLimits.Authenticated with { MaxElementBytes = 1 << 20 });
    private Stream _stream;
    private byte[] _waiting = [];

    private StandardClient(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
    }

    /// <summary>The bound address.</summary>
    public string Address { get; private set; } = "";

    public string? ResumptionId { get; private set; }

    /// <summary>Stanzas read since stream management was turned on, as <c>h</c> counts them.</summary>
    public uint Handled { get; private set; }

    public static async Task<StandardClient> ConnectAsync(int port)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync("127.0.0.1", port);
        return new StandardClient(tcp);
    }

    /// <summary>TLS from the first byte.</summary>
    public static async Task<(StandardClient Client, byte[] EndpointBinding)> ConnectTlsAsync(int port)
    {
        var client = await ConnectAsync(port);
        return (client, await client.StartTlsAsync());
    }

    /// <summary>Connects, logs in by PLAIN, binds; with stream management and presence unless told otherwise.</summary>
    public static async Task<StandardClient> LogInAsync(
        int port, string name, string password, bool isManaged = true, bool isAvailable = true, string resource = "test")
    {
        var client = await ConnectAsync(port);
        await client.OpenAsync();
        await client.AuthenticateAsync(name, password);
        await client.BindAsync(resource);
        if (isManaged)
        {
            await client.EnableAsync();
        }

        if (isAvailable)
        {
            await client.SendAsync("<presence/>");
        }

        return client;
    }

    public Task SendAsync(string text) => _stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    /// <summary>Opens a stream and returns the features.</summary>
    public async Task<XElement> OpenAsync()
    {
        await SendAsync("<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>");
        return await ExpectAsync("features");
    }

    public async Task<XElement> AuthenticateAsync(string name, string password)
    {
        await SendAsync($"<auth xmlns='{Sasl}' mechanism='PLAIN'>{Encode(Encoding.UTF8.GetBytes($"\0{name}\0{password}"))}</auth>");
        var outcome = await ReadAsync();
        return outcome.Name.LocalName == "success" ? await RestartAsync() : outcome;
    }

    /// <summary>Logs in by SCRAM and checks the server's proof. Returns the failure, or the features of the new stream.</summary>
    public async Task<XElement> AuthenticateAsync(ScramClient scram)
    {
        await SendAsync($"<auth xmlns='{Sasl}' mechanism='{scram.Mechanism}'>{Encode(scram.Begin())}</auth>");
        var challenge = await ReadAsync();
        if (challenge.Name.LocalName != "challenge")
        {
            return challenge;
        }

        var answer = scram.Respond(Convert.FromBase64String(challenge.Value)) ?? throw new InvalidDataException("The challenge is none.");
        await SendAsync($"<response xmlns='{Sasl}'>{Encode(answer)}</response>");
        var outcome = await ReadAsync();
        if (outcome.Name.LocalName == "success" && !scram.Verify(Convert.FromBase64String(outcome.Value)))
        {
            throw new InvalidDataException("The server did not prove itself.");
        }

        return outcome.Name.LocalName == "success" ? await RestartAsync() : outcome;
    }

    public async Task SecureAsync()
    {
        await SendAsync("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        await ExpectAsync("proceed");
        await StartTlsAsync();
        _scanner.Restart();
    }

    public async Task BindAsync(string resource)
    {
        await SendAsync($"<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>{resource}</resource></bind></iq>");
        Address = (await ExpectAsync("iq")).Value;
    }

    public async Task EnableAsync()
    {
        await SendAsync("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
        ResumptionId = (string?)(await ExpectAsync("enabled")).Attribute("id");
        Handled = 0;
    }

    /// <summary>Instead of binding: goes on where another connection ended.</summary>
    public async Task<XElement> ResumeAsync(string id, uint handled)
    {
        await SendAsync($"<resume xmlns='urn:xmpp:sm:3' previd='{id}' h='{handled}'/>");
        var answer = await ReadAsync();
        (ResumptionId, Handled) = (id, handled);
        return answer;
    }

    public Task SendMessageAsync(string to, string id, string body) => SendAsync($"<message type='chat' to='{to}' id='{id}'><body>{body}</body></message>");

    public Task AcknowledgeAsync() => SendAsync($"<a xmlns='urn:xmpp:sm:3' h='{Handled}'/>");

    public Task AskAsync() => SendAsync("<r xmlns='urn:xmpp:sm:3'/>");

    /// <summary>The next element, whatever it is.</summary>
    public async Task<XElement> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (Scan(out var element) is not ScanStatus.NeedMore and var status)
            {
                return element ?? throw new EndOfStreamException($"The stream ended: {status}.");
            }

            await FillAsync(limit.Token);
        }
    }

    /// <summary>The next element, if it was read off the wire already.</summary>
    public bool TryRead(out XElement? element) => Scan(out element) is ScanStatus.Element;

    /// <summary>The next element of this name; requests for acknowledgement and presence are passed over, unless they are asked for.</summary>
    public async Task<XElement> ExpectAsync(string localName)
    {
        var element = await ReadAsync();
        while (element.Name.LocalName is "r" or "presence" && localName != element.Name.LocalName)
        {
            element = await ReadAsync();
        }

        return element.Name.LocalName == localName ? element : throw new InvalidDataException($"Expected {localName}, got {element}");
    }

    /// <summary>The body of the next message.</summary>
    public async Task<string> ExpectBodyAsync() => (await ExpectAsync("message")).Element(Client + "body")!.Value;

    /// <summary>Cuts the connection without a word, as a network does.</summary>
    public void Cut() => _tcp.Client.Close(0);

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    private static string Encode(byte[] message) => Convert.ToBase64String(message);

    private async Task<byte[]> StartTlsAsync()
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate?.Subject == "CN=localhost");
        await tls.AuthenticateAsClientAsync("localhost");
        _stream = tls;
        return System.Security.Cryptography.SHA256.HashData(tls.RemoteCertificate!.GetRawCertData());
    }

    private Task<XElement> RestartAsync()
    {
        _scanner.Restart();
        return OpenAsync();
    }

    /// <summary>Goes over what was read off the wire, to the next element or to where there is none.</summary>
    private ScanStatus Scan(out XElement? element)
    {
        ScanResult result;
        do
        {
            result = _scanner.Scan(new System.Buffers.ReadOnlySequence<byte>(_waiting));
            element = result.Status == ScanStatus.Element ? result.Envelope.ToElement() : null;
            _waiting = _waiting[(int)result.Consumed..];
        }
        while (result.Status is ScanStatus.StreamOpen);
        Handled += element?.Name.Namespace == Client ? 1u : 0u;
        return result.Status;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        try
        {
            var read = await _stream.ReadAsync(buffer, cancellationToken);
            _waiting = read > 0 ? [.. _waiting, .. buffer[..read]] : throw new EndOfStreamException("The server closed the connection.");
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The server said nothing for {Patience.TotalSeconds} seconds.");
        }
    }
}
