using System.Security.Cryptography;
using Tombolo.Faults.Tests.Processes;
using Tombolo.Server.Cluster;
using Tombolo.Server.Storage;
using Tombolo.TestHost;
using Tombolo.TestNetwork;

namespace Tombolo.Faults.Tests.Cluster;

/// <summary>Three nodes as processes over one database. Each keeps its folder and its port between lives.</summary>
internal sealed class ThreeNodes : IAsyncDisposable
{
    public const int Count = 3;

    private readonly DataFolder _folder = new();
    private readonly string _database = PostgresServer.Shared.CreateDatabase();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly int[] _ports = [.. Enumerable.Range(0, Count).Select(_ => FreePorts.Take())];
    private readonly ServerProcess?[] _nodes = new ServerProcess?[Count];
    private int _turn;

    public static async Task<ThreeNodes> StartAsync(params string[] switches)
    {
        var cluster = new ThreeNodes { Switches = switches };
        for (var number = 0; number < Count; number++)
        {
            await cluster.StartAsync(number);
        }

        return cluster;
    }

    private string[] Switches { get; init; } = [];

    public ServerProcess this[int number] => _nodes[number] ?? throw new InvalidOperationException($"Node {number} is not running.");

    /// <summary>The store of all of them.</summary>
    public StorageOptions Store => new() { Engine = DatabaseEngine.Postgres, ConnectionString = _database };

    /// <summary>What the nodes wrote to their consoles.</summary>
    public string Logs => string.Join('\n', _nodes.Select((node, number) => $"--- node {number}:\n{node?.Log}"));

    /// <summary>Where the next client goes: one node after the other, of those that run.</summary>
    public int Port()
    {
        while (true)
        {
            if (_nodes[(int)((uint)Interlocked.Increment(ref _turn) % Count)] is { HasExited: false } node)
            {
                return node.TlsPort;
            }
        }
    }

    public async Task StartAsync(int number)
    {
        var data = FolderOf(number);
        var keys = Directory.CreateDirectory(Path.Combine(data, "keys"));
        await File.WriteAllBytesAsync(Path.Combine(keys.FullName, "host.key"), _key);
        Volatile.Write(ref _nodes[number], await ServerProcess.StartAsync(data, [$"postgres={_database}", $"node={_ports[number]}", .. Switches]));
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(int number)
    {
        var node = this[number];
        Volatile.Write(ref _nodes[number], null);
        await node.KillAsync();
        await node.DisposeAsync();
    }

    /// <summary>The node is asked to stop.</summary>
    public async Task StopAsync(int number)
    {
        var node = this[number];
        Volatile.Write(ref _nodes[number], null);
        await node.StopAsync();
        await node.DisposeAsync();
    }

    /// <summary>The node is to empty itself and live on, or to take people again.</summary>
    public void Drain(int number) => DrainRequest.Make(FolderOf(number));

    public void Undrain(int number) => DrainRequest.TakeBack(FolderOf(number));

    private string FolderOf(int number) => Path.Combine(_folder.Path, $"node{number}");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.OfType<ServerProcess>())
        {
            await node.DisposeAsync();
        }

        _folder.Dispose();
    }
}
