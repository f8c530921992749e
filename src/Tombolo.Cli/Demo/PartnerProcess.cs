using System.Diagnostics;

namespace Tombolo.Cli.Demo;

/// <summary>
/// The sample partner as a child process. It watches its standard input and ends when that closes, so it also goes when this process
/// is killed and cannot clean up.
/// </summary>
internal sealed class PartnerProcess(DemoPlan plan, string folder, string app) : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    private Process? _process;
    private Task _log = Task.CompletedTask;
    private volatile bool _stopping;

    /// <summary>Whether it ended without being asked.</summary>
    public bool EndedByItself { get; private set; }

    /// <summary>Starts it.</summary>
    /// <param name="onEnd">Called when it ends without being asked.</param>
    public void Start(Action onEnd)
    {
        var data = Path.Combine(plan.Data, "wren");
        Directory.CreateDirectory(data);
        var start = new ProcessStartInfo(DotnetProgram.Path)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList =
            {
                Path.Combine(folder, "Wren.Server.dll"),
                "--urls", plan.PartnerUrl.GetLeftPart(UriPartial.Authority),
                "--data", data,
                "--app", app,
                "--host-url", plan.HostUrl.GetLeftPart(UriPartial.Authority),
                "--stop-with-stdin", "true",
            },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The sample partner could not be started.");
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => Ended(onEnd);
        _log = WriteLogAsync(_process);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
        {
            return;
        }

        _stopping = true;
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeToStop);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Complaint.Write($"The sample partner did not stop within {TimeToStop.TotalSeconds:0} seconds and was ended.");
            _process.Kill(entireProcessTree: true);
        }

        await _log;
        _process.Dispose();
    }

    private void Ended(Action onEnd)
    {
        if (_stopping)
        {
            return;
        }

        EndedByItself = true;
        Complaint.Write($"The sample partner ended (exit code {_process!.ExitCode}); see {LogPath}.");
        onEnd();
    }

    private string LogPath => Path.Combine(plan.Data, "logs", "wren.log");

    private async Task WriteLogAsync(Process process)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(LogPath)!);
        await using var log = new StreamWriter(LogPath, append: false) { AutoFlush = true };
        var line = new SemaphoreSlim(1);
        await Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));

        async Task CopyAsync(StreamReader from)
        {
            while (await from.ReadLineAsync() is { } text)
            {
                await line.WaitAsync();
                await log.WriteLineAsync(text);
                line.Release();
            }
        }
    }
}
