using System.Security.Cryptography;
using Tombolo.Server;
using Tombolo.Server.Storage;
using Tombolo.TestNetwork;

namespace Tombolo.TestHost;

/// <summary>Several nodes in this process over one database of the shared PostgreSQL.</summary>
internal sealed class ClusterHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-cluster-").FullName;
    private readonly string _database = PostgresServer.Shared.CreateDatabase();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Action<TomboloServerOptions> _configure;
    private readonly List<ServerHost> _nodes = [];
    private int _made;

    private ClusterHost(Action<TomboloServerOptions> configure) => _configure = configure;

    public IReadOnlyList<ServerHost> Nodes => _nodes;

    /// <param name="nodes">How many.</param>
    /// <param name="configure">What else each of them is told.</param>
    /// <param name="hasRealAccounts">Accounts come from the store instead of being whatever a test names.</param>
    /// <param name="isReachable">Each tells where clients reach it.</param>
    public static async Task<ClusterHost> StartAsync(int nodes, Action<TomboloServerOptions>? configure = null, bool hasRealAccounts = false, bool isReachable = false)
    {
        var cluster = new ClusterHost(configure ?? (_ => { })) { HasRealAccounts = hasRealAccounts, IsReachable = isReachable };
        for (var number = 0; number < nodes; number++)
        {
            await cluster.AddAsync();
        }

        return cluster;
    }

    private bool HasRealAccounts { get; init; }

    private bool IsReachable { get; init; }

    public string ConnectionString => _database;

    /// <param name="key">Its host key; that of the others unless told otherwise.</param>
    public async Task<ServerHost> AddAsync(byte[]? key = null)
    {
        var data = Path.Combine(_folder, $"node{++_made}");
        Directory.CreateDirectory(Path.Combine(data, "keys"));
        await File.WriteAllBytesAsync(Path.Combine(data, "keys", "host.key"), key ?? _key);
        var (port, tlsPort, startTlsPort) = (FreePorts.Take(), FreePorts.Take(), FreePorts.Take());
        var node = await ServerHost.StartAsync(new ServerHostOptions
        {
            DataFolder = data,
            HasRealAccounts = HasRealAccounts,
            TlsPort = tlsPort,
            StartTlsPort = startTlsPort,
            Configure = options =>
            {
                options.Storage.Engine = DatabaseEngine.Postgres;
                options.Storage.ConnectionString = _database;
                options.Node.Port = port;
                if (IsReachable)
                {
                    (options.Node.Location, options.Node.StartTlsLocation) = ($"localhost:{tlsPort}", $"127.0.0.1:{startTlsPort}");
                }

                _configure(options);
            },
        });
        _nodes.Add(node);
        return node;
    }

    /// <summary>The node leaves as one that was asked to.</summary>
    public async Task StopAsync(ServerHost node)
    {
        _nodes.Remove(node);
        await node.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
