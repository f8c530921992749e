using System.Diagnostics;
using System.Globalization;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests;

/// <summary>The server in a process of its own, to be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process, int tlsPort)
    {
        _process = process;
        TlsPort = tlsPort;
    }

    public int TlsPort { get; }

    public static async Task<ServerProcess> StartAsync(string folder, bool acknowledgesEarly)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(ServerHost).Assembly.Location, null))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(folder);
        if (acknowledgesEarly)
        {
            start.ArgumentList.Add("early");
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        using var limit = new CancellationTokenSource(StartTime);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("Ready ", StringComparison.Ordinal))
            {
                return new ServerProcess(process, int.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException("The server ended before it was ready.");
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
