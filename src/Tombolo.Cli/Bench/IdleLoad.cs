namespace Tombolo.Cli.Bench;

/// <summary>Connections that are logged in and then do nothing.</summary>
internal sealed class IdleLoad(LoadTarget target, int connections)
{
    private const int AtOnce = 16;

    // Long enough for a server that tidies up when it has time.
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(20);

    /// <summary>Kilobytes that the server's resident memory grew by for each connection.</summary>
    public async Task<double> RunAsync(IReadOnlyList<int> serverProcesses, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var login = new LoadLogin(target);
        var open = new LoadConnection?[connections];
        var before = ServerUsage.Of(serverProcesses).ResidentBytes;
        var ready = 0;
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, connections, parallel, async (user, token) =>
            {
                open[user] = await login.LogInAsync(user, managed: true, token).ConfigureAwait(false);
                await open[user]!.WriteAsync("<presence/>", token).ConfigureAwait(false);
                progress?.Report(Interlocked.Increment(ref ready));
            }).ConfigureAwait(false);
            await Task.Delay(QuietTime, cancellationToken).ConfigureAwait(false);
            return (ServerUsage.Of(serverProcesses).ResidentBytes - before) / 1024d / connections;
        }
        finally
        {
            foreach (var connection in open)
            {
                if (connection is not null)
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }
}
