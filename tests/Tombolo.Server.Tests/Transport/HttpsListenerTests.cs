using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Abuse;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Transport;

/// <summary>The host without a proxy in front of it: HTTP and WebSocket inside its own TLS.</summary>
public sealed class HttpsListenerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-https").FullName;
    private ServerHost _host = null!;

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await ServerHost.StartAsync(new ServerHostOptions { DataFolder = _folder });

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Health_InsideTls_AnswersAndTheConnectionHasAPlace()
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=localhost" };
        using var client = new HttpClient(handler);

        using var reply = await client.GetAsync(new Uri($"https://localhost:{_host.HttpsPort}/health/live"), Patience);

        Assert.True(reply.IsSuccessStatusCode);
        Assert.Equal(1, _host.Services.GetRequiredService<ConnectionGate>().Open);
    }

    [Fact]
    public async Task WebSocket_InsideTls_OpensAStream()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost";
        await socket.ConnectAsync(new Uri($"wss://localhost:{_host.HttpsPort}/xmpp"), Patience);

        await socket.SendAsync("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Patience);
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, Patience);

        Assert.StartsWith("<open", Encoding.UTF8.GetString(buffer, 0, received.Count), StringComparison.Ordinal);
    }
}
