using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Processes;

/// <summary>A server in a process of its own, to be harmed. Several may be started one after another on the same data.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 200;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(180);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource<long> _heap = new();
    private TaskCompletionSource _clock = new();

    private ServerProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        _process.OutputDataReceived += (_, received) => Take(received.Data);
        _process.BeginOutputReadLine();
    }

    public int HttpPort { get; private set; }

    public int TlsPort { get; private set; }

    public int PlainPort { get; private set; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it wrote to its console: warnings and errors.</summary>
    public string Log => string.Join('\n', _lines);

    /// <param name="folder">Where it keeps its data.</param>
    /// <param name="switches">What else it is told; see the head of the test host's program.</param>
    public static async Task<ServerProcess> StartAsync(string folder, params IEnumerable<string> switches)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(ServerHost).Assembly.Location, null), [folder, .. switches])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var server = new ServerProcess(start);
        try
        {
            var ports = (await server._ready.Task.WaitAsync(StartTime)).Split(' ');
            var numbers = ports[1..].Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
            (server.HttpPort, server.TlsPort, server.PlainPort) = (numbers[0], numbers[1], numbers[2]);
            return server;
        }
        catch (Exception)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop and waits until it has: connections are told, commits finish, a node leaves its cluster.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopTime);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The server did not stop within {StopTime.TotalSeconds} s:\n{Log}");
        }
    }

    /// <summary>Bytes of memory that its objects hold; the database's page cache, which has a bound of its own, is not among them.</summary>
    public async Task<long> HeapBytesAsync()
    {
        _heap = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync();
        return await _heap.Task.WaitAsync(StartTime);
    }

    /// <summary>Sets its clock so much ahead of the machine's, or behind it.</summary>
    public async Task SetClockAsync(TimeSpan ahead)
    {
        _clock = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"ahead {(long)ahead.TotalSeconds}"));
        await _clock.Task.WaitAsync(StartTime);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException("The server ended before it was ready:\n" + Log));
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > LinesKept)
        {
            _lines.TryDequeue(out _);
        }

        if (line.StartsWith("Heap ", StringComparison.Ordinal))
        {
            _heap.TrySetResult(long.Parse(line[5..], CultureInfo.InvariantCulture));
        }

        if (line.StartsWith("Clock ", StringComparison.Ordinal))
        {
            _clock.TrySetResult();
        }

        if (line.StartsWith("Ready ", StringComparison.Ordinal))
        {
            _ready.TrySetResult(line);
        }
    }
}
