using System.Diagnostics;
using System.Net.Sockets;
using Tombolo.Server.Cluster;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>A server under comparison: started for one run in a folder of its own on loopback ports, and ended with it.</summary>
internal abstract class BenchedServer(string name) : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    private Process? _process;

    /// <summary>The name in the table.</summary>
    public string Name { get; } = name;

    /// <summary>How a shell starts the program that is running.</summary>
    protected static string ThisProgram { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
        ? $"'{Environment.ProcessPath}' '{Path.Combine(AppContext.BaseDirectory, "tombolo.dll")}'"
        : $"'{Environment.ProcessPath}'";

    /// <summary>A folder that is deleted afterwards.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("tombolo-bench-").FullName;

    /// <summary>Plain XMPP on loopback.</summary>
    public int Port { get; } = FreeLoopbackPort.Find();

    /// <summary>XMPP inside TLS from the first byte (XEP-0368).</summary>
    public int TlsPort { get; } = FreeLoopbackPort.Find();

    /// <summary>Where its CPU time and memory are read; children included.</summary>
    public virtual IReadOnlyList<int> Processes => _process is null ? [] : [_process.Id];

    /// <summary>Starts it and returns when its port answers.</summary>
    /// <exception cref="IOException">It did not start; the message holds the end of its output.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var log = Path.Combine(Folder, "output.log");
        await BeforeStartAsync(cancellationToken).ConfigureAwait(false);
        _process = Process.Start(Prepare(log)) ?? throw new IOException($"{Name} could not be started.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeToStart);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await AnswersAsync(patience.Token).ConfigureAwait(false))
        {
            if (_process.HasExited || !await beat.WaitForNextTickAsync(patience.Token).ConfigureAwait(false))
            {
                throw new IOException($"{Name} ended while starting: {File.ReadAllText(log)}");
            }
        }
    }

    /// <summary>Makes the load accounts 0 to <paramref name="count"/> - 1.</summary>
    public virtual Task MakeAccountsAsync(int count, CancellationToken cancellationToken)
    {
        var login = new LoadLogin(Target(LoadTransport.Plain, LoadMechanism.Plain));
        var options = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken };
        return Parallel.ForAsync(0, count, options, async (user, token) => await login.RegisterAsync(user, token).ConfigureAwait(false));
    }

    public LoadTarget Target(LoadTransport transport, LoadMechanism mechanism) =>
        new("127.0.0.1", transport == LoadTransport.DirectTls ? TlsPort : Port, "localhost", transport, mechanism);

    public virtual async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(TimeToStop).ConfigureAwait(false);
        }

        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What has to run before the server does.</summary>
    protected virtual Task BeforeStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes the configuration into <see cref="Folder"/> and says how to start the server with its output in <paramref name="log"/>.</summary>
    protected abstract ProcessStartInfo Prepare(string log);

    /// <summary>A shell that replaces itself with the server, as the user that Debian made for it (servers refuse to run as root).</summary>
    protected ProcessStartInfo Shell(string command, string? asUser, string log)
    {
        // As many open files as the system lets it have: one for each connection.
        var line = $"ulimit -n $(ulimit -Hn); exec {command} >>'{log}' 2>&1";
        if (asUser is null || Environment.UserName != "root")
        {
            return new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", line } };
        }

        using (var give = Process.Start("chown", ["-R", asUser, Folder]))
        {
            give.WaitForExit();
        }

        return new ProcessStartInfo("su") { ArgumentList = { "-s", "/bin/sh", asUser, "-c", line } };
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(System.Net.IPAddress.Loopback, Port, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
