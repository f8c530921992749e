using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Storage;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Streams;

/// <summary>One server for a class of tests; each test takes accounts of its own.</summary>
public sealed class StreamHost : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-streams-").FullName;

    internal ServerHost Server { get; private set; } = null!;

    public static string NewAccount() => $"{Guid.NewGuid()}@localhost";

    public static string NewDevice() => NewAccount() + "/1";

    public async ValueTask InitializeAsync() => Server = await ServerHost.StartAsync(new ServerHostOptions { DataFolder = _folder });

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal Task<TestClient> ConnectAsync(bool webSocket) =>
        webSocket ? TestClient.ConnectWebSocketAsync(Server.HttpPort) : TestClient.ConnectTlsAsync(Server.TlsPort);

    internal async Task<TestClient> LogInAsync(string device, bool webSocket = false)
    {
        var client = await ConnectAsync(webSocket);
        Assert.Equal("success", (await client.LogInAsync(device)).Name.LocalName);
        return client;
    }

    /// <summary>Completes when every write handed to the store before has been committed.</summary>
    internal Task SettleAsync() => Server.Services.GetRequiredService<IDatabase>().WriteAsync(_ => true, CancellationToken.None);
}
