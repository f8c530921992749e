using System.Diagnostics;
using System.Globalization;
using Tombolo.Server.StandardClients;
using Tombolo.TestHost;

namespace Tombolo.Floods.Tests;

/// <summary>A server in a process of its own, with accounts for who floods it and who only wants to talk.</summary>
internal sealed class FloodedServer : IAsyncDisposable
{
    public const string Password = "5xk3n-9pv2c";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-floods-").FullName;
    private readonly Process _process;

    private FloodedServer(IEnumerable<string> switches)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(ServerHost).Assembly.Location, null), [_folder, "standard", .. switches])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
    }

    public int Port { get; private set; }

    public static async Task<FloodedServer> StartAsync(params IEnumerable<string> switches)
    {
        var server = new FloodedServer(switches);
        using var patience = new CancellationTokenSource(StartTime);
        string? line;
        do
        {
            line = await server._process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The server ended before it was ready.");
        }
        while (!line.StartsWith("Ready ", StringComparison.Ordinal));
        _ = server._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        server.Port = int.Parse(line.Split(' ')[3], CultureInfo.InvariantCulture);
        StandardAccounts.Make(TestStore.In(server._folder), "localhost", ["ann", "ben", "mallory"], Password, TimeProvider.System);
        return server;
    }

    public long MemoryBytes()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    public Task<StandardClient> LogInAsync(string name) => StandardClient.LogInAsync(Port, name, Password, isManaged: false);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
