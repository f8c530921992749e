using System.Diagnostics;
using System.Text;
using Tombolo.TestNetwork;

namespace Tombolo.Browser.Tests.Demo;

/// <summary>The demo as a person starts it: the published command line, free ports, a data folder of its own, and a terminal's process group.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private const int PortsOfOne = 3;
    private const int Step = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DemoProcess(int port, string data, int nodes)
    {
        Port = port;
        Data = data;
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("setsid")
            {
                // What a background job of a shell starts ignores Ctrl-C.
                ArgumentList = { "env", "--default-signal=INT", "dotnet", Repository.Program, "demo", "--port", $"{port}", "--data", data },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
            EnableRaisingEvents = true,
        };
        if (nodes > 0)
        {
            _process.StartInfo.ArgumentList.Add("--nodes");
            _process.StartInfo.ArgumentList.Add($"{nodes}");
        }
    }

    public int Port { get; }

    public string Data { get; }

    public Uri Url => new($"http://localhost:{Port}/");

    public Uri WrenUrl => new($"http://localhost:{Port + 1}/");

    public static Task<DemoProcess> StartAsync(string data, int? port = null) => StartAsync(new DemoProcess(port ?? FreePorts.TakeRow(PortsOfOne), data, 0));

    public static Task<DemoProcess> StartClusterAsync(string data, int nodes) => StartAsync(new DemoProcess(FreePorts.TakeRow(nodes * Step), data, nodes));

    /// <summary>Where a node of the cluster is, 1 and up.</summary>
    public Uri NodeUrl(int number) => new($"http://localhost:{Port + ((number - 1) * Step)}/");

    /// <summary>Ctrl-C in the terminal, which tells every process in it. Returns the exit code when all that the demo started is gone too.</summary>
    public async Task<int> InterruptAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", "--", $"-{_process.Id}"]))
            await kill.WaitForExitAsync();
        await WithinAsync(_process.WaitForExitAsync(), () => $"The demo did not stop:\n{Said}");
        return _process.ExitCode;
    }

    private static async Task<DemoProcess> StartAsync(DemoProcess demo)
    {
        demo._process.OutputDataReceived += (_, line) => demo.Hear(line.Data);
        demo._process.ErrorDataReceived += (_, line) => demo.Hear(line.Data);
        demo._process.Exited += (_, _) => demo._ready.TrySetException(new InvalidOperationException($"The demo ended before it was ready:\n{demo.Said}"));
        demo._process.Start();
        demo._process.BeginOutputReadLine();
        demo._process.BeginErrorReadLine();
        await WithinAsync(demo._ready.Task, () => $"The demo was not ready:\n{demo.Said}");
        return demo;
    }

    /// <summary>Tells it to stop, and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited)
            return;
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        await WithinAsync(_process.WaitForExitAsync(), () => $"The demo did not stop:\n{Said}");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.AppendLine(line);
        if (line.StartsWith("Ready:", StringComparison.Ordinal))
            _ready.TrySetResult();
    }

    private static async Task WithinAsync(Task task, Func<string> complaint)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Within {Patience.TotalSeconds:0} s: {complaint()}");
        }
    }
}
