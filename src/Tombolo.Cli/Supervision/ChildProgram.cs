using System.Diagnostics;

namespace Tombolo.Cli.Supervision;

/// <summary>
/// A program that runs beside this one. It watches its standard input and ends when that closes, so it also goes when this process is killed and cannot
/// clean up. What it prints goes into a log file.
/// </summary>
internal sealed class ChildProgram(string name, string logPath) : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    private Process? _process;
    private Task _log = Task.CompletedTask;
    private volatile bool _stopping;

    /// <summary>Whether it ended without being asked.</summary>
    public bool EndedByItself { get; private set; }

    /// <summary>Starts it.</summary>
    /// <param name="start">What to start; its three streams are taken over.</param>
    /// <param name="onEnd">Called when it ends without being asked.</param>
    public void Start(ProcessStartInfo start, Action onEnd)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, true, false);
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{name} could not be started.");
        _log = WriteLogAsync(_process);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => Ended(onEnd);
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
            Complaint.Write($"{name} did not stop within {TimeToStop.TotalSeconds:0} seconds and was ended.");
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
        Complaint.Write($"{name} ended (exit code {_process!.ExitCode}); see {logPath}.");
        onEnd();
    }

    private async Task WriteLogAsync(Process process)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(logPath)!);
        await using var log = new StreamWriter(logPath, append: false) { AutoFlush = true };
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
