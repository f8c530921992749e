using System.Diagnostics;
using System.Globalization;
using Tombolo.Server.Cluster;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Bench;

/// <summary>Starts a host of this very program, waits until it says that it is ready, and stops it.</summary>
internal static class StartedHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    /// <summary>From the start of the process until <c>/health/ready</c> answers 200, which takes a commit; and the processor time it took, which a busy machine changes less.</summary>
    /// <exception cref="IOException">It ended, or was not ready for five minutes.</exception>
    public static async Task<(TimeSpan Elapsed, TimeSpan Processor)> TimeAsync(StorageOptions storage, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var client = new HttpClient();
        using var beat = new PeriodicTimer(Beat);
        var (port, xmppPort) = (FreeLoopbackPort.Find(), FreeLoopbackPort.Find());
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(Command(storage, port, xmppPort))!;
        try
        {
            while (!await IsReadyAsync(client, new Uri($"http://127.0.0.1:{port}/health/ready"), patience.Token))
            {
                if (process.HasExited || !await beat.WaitForNextTickAsync(patience.Token))
                {
                    throw new IOException($"The host ended with code {process.ExitCode} before it was ready.");
                }
            }

            return (clock.Elapsed, process.TotalProcessorTime);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The host was not ready within {Patience.TotalMinutes:0} minutes.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static ProcessStartInfo Command(StorageOptions storage, int port, int xmppPort)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "tombolo.dll")] : [];
        var start = new ProcessStartInfo(program, [.. self, "serve", "--development", "--data", storage.DataFolder, "--port", Text(port), "--xmpp-port", Text(xmppPort)]) { RedirectStandardOutput = true };
        start.Environment["TOMBOLO_DATABASE"] = storage.Engine == DatabaseEngine.Postgres ? "postgres" : "sqlite";
        if (storage.ConnectionString is { } connection)
        {
            start.Environment["TOMBOLO_DATABASE_CONNECTION"] = connection;
        }

        return start;
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
