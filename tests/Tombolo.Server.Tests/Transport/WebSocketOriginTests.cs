using System.Net.WebSockets;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Transport;

public sealed class WebSocketOriginTests
{
    /// <summary>Behind a proxy the request looks like http to another port; the page's origin is the public address.</summary>
    [Theory]
    [InlineData("https://chat.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://chat.example", false)]
    public async Task WebSocket_OfAPage_OpensOnlyForThePublicAddress(string origin, bool opens)
    {
        var folder = Directory.CreateTempSubdirectory("tombolo-origin-");
        await using (var host = await ServerHost.StartAsync(new ServerHostOptions { DataFolder = folder.FullName, Configure = static options => options.PublicUrl = "https://chat.example" }))
        {
            using var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("xmpp");
            socket.Options.SetRequestHeader("Origin", origin);
            var connecting = socket.ConnectAsync(new Uri($"ws://localhost:{host.HttpPort}/xmpp"), TestContext.Current.CancellationToken);

            if (opens)
            {
                await connecting;
                Assert.Equal(WebSocketState.Open, socket.State);
            }
            else
            {
                await Assert.ThrowsAsync<WebSocketException>(() => connecting);
            }
        }

        folder.Delete(recursive: true);
    }
}
