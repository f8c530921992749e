using System.Xml.Linq;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Cluster;
using Tombolo.Server.Storage;
using Tombolo.Server.Transport;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Streams;

/// <summary>What a client cannot do to the host, however it tries.</summary>
public sealed class LimitTests : IDisposable
{
    private static readonly XNamespace Errors = "urn:tombolo:errors:0";

    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-limits-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Connection_ThatSaysNothing_IsEndedInTime()
    {
        await using var host = await StartAsync(options => options.Streams.LoginTime = TimeSpan.FromSeconds(1));
        await using var client = await TestClient.ConnectTlsAsync(host.TlsPort);

        await StreamAssert.EndsWithAsync(client, "connection-timeout");
    }

    [Fact]
    public async Task Client_ThatStopsAnswering_IsEndedInTime()
    {
        await using var host = await StartAsync(options => options.Streams.IdleTime = TimeSpan.FromSeconds(1));
        await using var client = await TestClient.ConnectWebSocketAsync(host.HttpPort);
        await client.LogInAsync(StreamHost.NewDevice());

        await client.ExpectAsync("r");
        await StreamAssert.EndsWithAsync(client, "connection-timeout");
    }

    [Fact]
    public async Task Mailbox_ThatIsFull_RefusesUntilThereIsRoom()
    {
        await using var host = await StartAsync(options => options.Mailboxes.MaxEntries = 10);
        var bob = StreamHost.NewAccount();
        await using var sender = await LogInAsync(host, StreamHost.NewDevice());
        for (var number = 0; number < 11; number++)
        {
            await sender.SendMessageAsync(bob, $"m{number}");
        }

        var refusal = await sender.ExpectAsync("message");
        Assert.Equal("m10", (string?)refusal.Attribute("id"));
        Assert.Equal("policy_quota", (string?)refusal.Descendants(Errors + "error").Single().Attribute("code"));
        await using var receiver = await LogInAsync(host, bob + "/1");
        for (var number = 0; number < 10; number++)
        {
            var entry = (await receiver.SeekAsync("message")).Element(TestClient.Entry + "entry")!;
            await receiver.ConfirmAsync((long)entry.Attribute("seq")!);
        }

        await receiver.SendAsync("<iq type='get' id='after'><ping xmlns='urn:xmpp:ping'/></iq>");
        await receiver.SeekAsync("iq");
        await host.Services.GetRequiredService<IDatabase>().WriteAsync(_ => true, CancellationToken.None);
        await sender.SendMessageAsync(bob, "room");
        Assert.Equal("room", (string?)(await receiver.SeekAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Mailbox_ThatIsFull_TakesNoNoticesOfTheHostEither()
    {
        await using var host = await StartAsync(options => options.Mailboxes.MaxEntries = 10);
        var bob = StreamHost.NewAccount();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(bob);

        for (var number = 0; number < 12; number++)
        {
            await grain.NotifyAsync(new HostNotice("localhost", "<low xmlns='urn:tombolo:keys:0'/>"u8.ToArray(), ExceptDevice: 2), TestContext.Current.CancellationToken);
        }

        Assert.Equal(10, await host.Services.GetRequiredService<IDatabase>().WriteAsync(
            connection => connection.ExecuteScalar<int>("SELECT count(*) FROM entry"), CancellationToken.None));
    }

    [Fact]
    public async Task Reader_ThatDoesNotRead_CostsBoundedMemoryAndLosesNothing()
    {
        const int messages = 1500;
        await using var host = await StartAsync(options => options.Streams.MaxBytesWaiting = 65_536);
        var bob = StreamHost.NewAccount();
        await using var receiver = await LogInAsync(host, bob + "/1");
        var listens = new TaskCompletionSource();
        receiver.Reading = listens.Task;
        await using var sender = await LogInAsync(host, StreamHost.NewDevice());
        var body = new string('Q', 8_000);
        for (var number = 0; number < messages; number++)
        {
            await sender.SendMessageAsync(bob, $"m{number}", body);
        }

        await sender.RequestAcknowledgementAsync();
        Assert.Equal(messages, (int)(await sender.ExpectAsync("a")).Attribute("h")!);
        Assert.All(
            host.Services.GetRequiredService<ClientConnections>().Open,
            connection => Assert.InRange(connection.Output.BytesWaiting, 0, 65_536 + 16_384));
        listens.SetResult();
        for (var number = 0; number < messages; number++)
        {
            Assert.Equal($"m{number}", (string?)(await receiver.SeekAsync("message")).Attribute("id"));
            if (number % 4 == 0)
            {
                await receiver.SendAsync($"<a xmlns='urn:xmpp:sm:3' h='{receiver.StanzasRead}'/>");
            }
        }
    }

    [Fact]
    public async Task WebSocket_FromAPageOfAStranger_IsRefused()
    {
        await using var host = await StartAsync(_ => { });

        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => TestClient.ConnectWebSocketAsync(host.HttpPort, "http://evil.example"));
        await using var own = await TestClient.ConnectWebSocketAsync(host.HttpPort, $"http://127.0.0.1:{host.HttpPort}");
    }

    private static async Task<TestClient> LogInAsync(ServerHost host, string device)
    {
        var client = await TestClient.ConnectTlsAsync(host.TlsPort);
        await client.LogInAsync(device);
        return client;
    }

    private Task<ServerHost> StartAsync(Action<TomboloServerOptions> configure) =>
        ServerHost.StartAsync(new ServerHostOptions { DataFolder = _folder, Configure = configure });
}
