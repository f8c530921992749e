using System.Diagnostics;
using System.Security.Cryptography;
using System.Xml.Linq;
using Tombolo.Faults.Tests.Processes;
using Tombolo.Server.Cluster;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Cluster.Upgrade;

/// <summary>A cluster of published programs, whose nodes go from one build to another as docs/operators.md tells.</summary>
internal sealed class UpgradedCluster : IAsyncDisposable
{
    private readonly DataFolder _folder = new();
    private readonly string _database = PostgresServer.Shared.CreateDatabase();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly NodePlace[] _places;
    private readonly ServedNode?[] _nodes = new ServedNode?[ThreeNodes.Count];
    private readonly bool[] _isTaking = new bool[ThreeNodes.Count];
    private int _turn;

    private UpgradedCluster() => _places = [.. Enumerable.Range(0, ThreeNodes.Count).Select(number => new NodePlace(Path.Combine(_folder.Path, $"node{number}")))];

    /// <summary>What the nodes wrote to their consoles.</summary>
    public string Logs => string.Join('\n', _nodes.Select((node, number) => $"--- node {number}:\n{node?.Log}"));

    public static async Task<UpgradedCluster> StartAsync(Build build)
    {
        var cluster = new UpgradedCluster();
        for (var number = 0; number < ThreeNodes.Count; number++)
        {
            await cluster.StartAsync(number, build);
        }

        return cluster;
    }

    /// <summary>Where the next client goes: one node after the other, of those that take people.</summary>
    public int Port()
    {
        while (true)
        {
            var number = (int)((uint)Interlocked.Increment(ref _turn) % ThreeNodes.Count);
            if (Volatile.Read(ref _isTaking[number]))
            {
                return _places[number].PlainPort;
            }
        }
    }

    /// <summary>The node is emptied, ended when it is empty, and begins anew with another build on the same folder and ports.</summary>
    public async Task UpgradeAsync(int number, Build build)
    {
        var node = _nodes[number]!;
        Volatile.Write(ref _isTaking[number], false);
        DrainRequest.Make(_places[number].Folder);
        await node.EmptiedAsync();
        await node.StopAsync();
        await node.DisposeAsync();
        DrainRequest.TakeBack(_places[number].Folder);
        await StartAsync(number, build);
    }

    /// <summary>Accounts with passwords, made by the build that made the database (XEP-0227): it may be older than what this test knows.</summary>
    public void MakeAccounts(Build build, IEnumerable<string> names, string password)
    {
        XNamespace pie = "urn:xmpp:pie:0";
        var file = Path.Combine(_folder.Path, "accounts.xml");
        new XDocument(new XElement(
            pie + "server-data",
            new XElement(pie + "host", new XAttribute("jid", "localhost"), names.Select(name => new XElement(pie + "user", new XAttribute("name", name), new XAttribute("password", password))))))
            .Save(file);
        var folder = Path.Combine(_folder.Path, "import");
        GiveKey(folder);
        var start = new ProcessStartInfo("dotnet", [build.Program, "admin", "import", file, "--domain", "localhost", "--data", folder, "--database", "postgres"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TOMBOLO_DATABASE_CONNECTION"] = _database;
        using var import = Process.Start(start)!;
        var output = import.StandardOutput.ReadToEnd() + import.StandardError.ReadToEnd();
        import.WaitForExit();
        Assert.True(import.ExitCode == 0, output);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.OfType<ServedNode>())
        {
            await node.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task StartAsync(int number, Build build)
    {
        GiveKey(_places[number].Folder);
        _nodes[number] = await ServedNode.StartAsync(build, _places[number], _database);
        Volatile.Write(ref _isTaking[number], true);
    }

    private void GiveKey(string folder) => File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "keys")).FullName, "host.key"), _key);
}
