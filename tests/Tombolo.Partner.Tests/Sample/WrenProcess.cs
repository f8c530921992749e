using System.Diagnostics;
using Tombolo.TestNetwork;

namespace Tombolo.Partner.Tests.Sample;

/// <summary>The sample partner as a process of its own, as it runs in the demo.</summary>
internal sealed class WrenProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly TemporaryFolder _folder;

    private WrenProcess(Process process, TemporaryFolder folder, string url)
    {
        (_process, _folder) = (process, folder);
        Http = new HttpClient { BaseAddress = new Uri(url) };
    }

    public HttpClient Http { get; }

    public static async Task<WrenProcess> StartAsync(string environment)
    {
        var folder = new TemporaryFolder();
        var app = Directory.CreateDirectory(Path.Combine(folder.Path, "app")).FullName;
        await File.WriteAllTextAsync(Path.Combine(app, "index.html"), "<!doctype html><title>Wren</title><script>one()</script>");
        var url = $"http://localhost:{FreePorts.Take()}";
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { FindProgram(), "--urls", url, "--data", folder.Path, "--host-url", "https://host.example", "--app", app, "--stop-with-stdin", "true" },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = environment },
        };
        var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line == "Ready: " + url)
            {
                return new WrenProcess(process, folder, url);
            }
        }

        throw new InvalidOperationException("Wren ended before it was ready.");
    }

    /// <summary>Lets go of standard input and waits for the end.</summary>
    public async Task<int> StopAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
        _folder.Dispose();
    }

    // .../tests/Tombolo.Partner.Tests/bin/CONFIGURATION/net10.0/ -> .../samples/Wren/Wren.Server/bin/CONFIGURATION/net10.0/
    private static string FindProgram()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "samples", "Wren", "Wren.Server", "bin", output.Parent.Name, output.Name, "Wren.Server.dll");
    }
}
