using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Tombolo.Client;
using Tombolo.Client.Storage;
using Tombolo.Host;
using Tombolo.Host.Certificates;
using Tombolo.Host.DataFolders;
using Tombolo.Host.Settings;
using Tombolo.Server.Cluster;
using Tombolo.Server.Storage;
using Tombolo.TestHost;
using Tombolo.TestNetwork;

namespace Tombolo.Scenarios.Tests.Stage;

/// <summary>One host of two nodes. Phones know the address of the first and no other.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tombolo-nodes-");
    private readonly string _database = PostgresServer.Shared.CreateDatabase();
    private readonly List<(DataFolder Data, WebApplication Host, byte[] Authority)> _nodes = [];
    private readonly List<Messenger> _phones = [];
    private readonly string _publicUrl = $"http://localhost:{FreePorts.Take()}";

    public HttpClient Http { get; } = new();

    public Uri Server => new(_publicUrl);

    public static async Task<TwoNodes> OpenAsync()
    {
        var nodes = new TwoNodes();
        var key = RandomNumberGenerator.GetBytes(32);
        await nodes.AddAsync(new Uri(nodes._publicUrl).Port, key);
        await nodes.AddAsync(FreePorts.Take(), key);
        return nodes;
    }

    /// <summary>A phone of nobody yet, which connects over TCP with TLS and waits a minute before it tries the same address again.</summary>
    public async Task<Messenger> PhoneAsync()
    {
        var phone = await Messenger.OpenAsync(new MemoryStore(), new MessengerOptions
        {
            Server = Server,
            Http = Http,
            Platform = "android",
            Transport = MessengerTransport.DirectTls,
            TrustedCertificates = [.. _nodes.Select(node => node.Authority)],
            MinReconnectDelay = TimeSpan.FromMinutes(1),
        });
        _phones.Add(phone);
        return phone;
    }

    public void Drain(int node) => DrainRequest.Make(_nodes[node].Data.Path);

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in _phones)
        {
            await phone.DisposeAsync();
        }

        foreach (var (data, host, _) in _nodes)
        {
            await host.StopAsync();
            await host.DisposeAsync();
            data.Dispose();
        }

        Http.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task AddAsync(int port, byte[] key)
    {
        var (path, xmppPort) = (Path.Combine(_folder.FullName, $"node{_nodes.Count}"), FreePorts.Take());
        await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(path, "keys")).FullName, "host.key"), key);
        var settings = new HostSettings
        {
            Port = port,
            PublicUrl = _publicUrl,
            XmppPort = xmppPort,
            Development = true,
            Data = path,
            Database = DatabaseEngine.Postgres,
            DatabaseConnection = _database,
            NodePort = FreePorts.Take(),
            ReconnectTo = $"127.0.0.1:{xmppPort}",
        };
        var data = DataFolder.TryHold(path) ?? throw new InvalidOperationException("Another process holds the data folder.");
        var host = TomboloHost.Create(settings, data, TimeProvider.System);
        await host.StartAsync();
        _nodes.Add((data, host, LocalAuthority.LoadOrCreate(data.Authority, TimeProvider.System).Certificate.Export(X509ContentType.Cert)));
    }
}
