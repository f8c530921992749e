using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tombolo.Faults.Tests.Cluster.Upgrade;

/// <summary>One life of <c>tombolo serve</c> as a node: what an operator runs, of whichever build.</summary>
internal sealed partial class ServedNode : IAsyncDisposable
{
    private const int LinesKept = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _metricsPort;

    private ServedNode(ProcessStartInfo start, int metricsPort)
    {
        _metricsPort = metricsPort;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The node did not start.");
        _process.OutputDataReceived += (_, received) => Take(received.Data);
        _process.ErrorDataReceived += (_, received) => Take(received.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _ = _process.WaitForExitAsync().ContinueWith(_ => _ready.TrySetException(new InvalidOperationException("The node ended:\n" + Log)), TaskScheduler.Default);
    }

    public string Log => string.Join('\n', _lines);

    public static async Task<ServedNode> StartAsync(Build build, NodePlace place, string database)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                build.Program, "serve", "--stop-with-stdin", "--development", "--plain-chat", "--data", place.Folder, "--port", $"{place.Port}", "--xmpp-port", $"{place.TlsPort}",
                "--node-port", $"{place.NodePort}", "--listen-plain", $"127.0.0.1:{place.PlainPort}", "--metrics", $"127.0.0.1:{place.MetricsPort}",
                "--reconnect-to", $"localhost:{place.TlsPort}", "--database", "postgres", "--stanzas-per-second", "0", "--connections-per-address", "0",
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TOMBOLO_DATABASE_CONNECTION"] = database;
        var node = new ServedNode(start, place.MetricsPort);
        try
        {
            await node._ready.Task.WaitAsync(Patience);
            return node;
        }
        catch (Exception)
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until nobody is connected and no session waits to be taken over: what an operator looks at before ending a drained node.</summary>
    public async Task EmptiedAsync()
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (People().Matches(await http.GetStringAsync(new Uri($"http://127.0.0.1:{_metricsPort}/metrics"), limit.Token))
            .Any(match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) > 0))
        {
            await pulse.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Asks it to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(_process.ExitCode == 0, $"The node ended with {_process.ExitCode}:\n{Log}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [GeneratedRegex("^tombolo_(?:connection|session)_count(?:{[^}]*})? ([0-9.e+]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex People();

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > LinesKept)
        {
            _lines.TryDequeue(out _);
        }

        if (line.StartsWith("Ready:", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
