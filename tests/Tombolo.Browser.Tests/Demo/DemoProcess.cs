using System.Diagnostics;
using System.Text;
using Tombolo.TestNetwork;

namespace Tombolo.Browser.Tests.Demo;

/// <summary>The demo as a person starts it: the published command line, three free ports, a data folder of its own.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DemoProcess(int port, string data)
    {
        Port = port;
        Data = data;
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                ArgumentList = { Repository.Program, "demo", "--port", $"{port}", "--data", data },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
            EnableRaisingEvents = true,
        };
    }

    public int Port { get; }

    public string Data { get; }

    public Uri Url => new($"http://localhost:{Port}/");

    public Uri WrenUrl => new($"http://localhost:{Port + 1}/");

    public static async Task<DemoProcess> StartAsync(string data, int? port = null)
    {
        var demo = new DemoProcess(port ?? FreePorts.TakeRow(3), data);
        demo._process.OutputDataReceived += (_, line) => demo.Hear(line.Data);
        demo._process.ErrorDataReceived += (_, line) => demo.Hear(line.Data);
        demo._process.Exited += (_, _) => demo._ready.TrySetException(new InvalidOperationException($"The demo ended before it was ready:\n{demo.Said}"));
        demo._process.Start();
        demo._process.BeginOutputReadLine();
        demo._process.BeginErrorReadLine();
        await WithinAsync(demo._ready.Task, () => $"The demo was not ready:\n{demo.Said}");
        return demo;
    }

    /// <summary>Ctrl-C, and wait until it is gone.</summary>
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
