using System.Diagnostics;

namespace Tombolo.Cli.Bench;

/// <summary>Logs users in and out, a few at a time, for as long as it is told.</summary>
internal sealed class LoginLoad(LoadTarget target, int users)
{
    private const int AtOnce = 16;

    private readonly LoadLogin _login = new(target);
    private long _done;

    /// <summary>Logins a second and for each second of the server's processor time.</summary>
    public async Task<(double PerSecond, double PerCpuSecond)> RunAsync(TimeSpan duration, IReadOnlyList<int> serverProcesses, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (before, usage, clock) = (Volatile.Read(ref _done), ServerUsage.Of(serverProcesses), Stopwatch.StartNew());
        var workers = Enumerable.Range(0, AtOnce).Select(worker => WorkAsync(worker, stop.Token)).ToArray();
        await Task.Delay(duration, cancellationToken).ConfigureAwait(false);
        var (done, after, elapsed) = (Volatile.Read(ref _done) - before, ServerUsage.Of(serverProcesses), clock.Elapsed);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(workers).ConfigureAwait(false);
        return (done / elapsed.TotalSeconds, done / Math.Max(0.01, (after.Cpu - usage.Cpu).TotalSeconds));
    }

    private async Task WorkAsync(int worker, CancellationToken cancellationToken)
    {
        try
        {
            for (var user = worker; ; user = (user + AtOnce) % users)
            {
                await using var connection = await _login.LogInAsync(user, managed: false, cancellationToken).ConfigureAwait(false);
                Interlocked.Increment(ref _done);
                await connection.WriteAsync("</stream:stream>", cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception stopped) when (cancellationToken.IsCancellationRequested && stopped is OperationCanceledException or IOException or ObjectDisposedException)
        {
            return; // The counted time is over.
        }
    }
}
