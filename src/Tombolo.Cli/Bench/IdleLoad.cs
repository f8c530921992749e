using System.Collections.Concurrent;

namespace Tombolo.Cli.Bench;

/// <summary>Connections that are logged in and then do nothing.</summary>
internal sealed class IdleLoad(LoadTarget target, int connections) : IAsyncDisposable
{
    private const int AtOnce = 16;

    // What a server loads or compiles at its first logins is no connection's.
    private const int FirstLogins = 500;

    // Long enough for a server that tidies up when it has time.
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(20);

    private readonly LoadLogin _login = new(target);
    private readonly ConcurrentBag<LoadConnection> _open = [];

    /// <summary>Kilobytes that the server's resident memory grew by for each connection, counted after the first logins came and went.</summary>
    public async Task<double> RunAsync(IReadOnlyList<int> serverProcesses, CancellationToken cancellationToken)
    {
        await OpenAsync(Math.Min(FirstLogins, connections), cancellationToken).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
        var before = await ResidentBytesAsync(serverProcesses, cancellationToken).ConfigureAwait(false);
        await OpenAsync(connections, cancellationToken).ConfigureAwait(false);
        var after = await ResidentBytesAsync(serverProcesses, cancellationToken).ConfigureAwait(false);
        return (after - before) / 1024d / connections;
    }

    public async ValueTask DisposeAsync()
    {
        while (_open.TryTake(out var connection))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task OpenAsync(int count, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, parallel, async (user, token) =>
        {
            var connection = await _login.LogInAsync(user, managed: true, token).ConfigureAwait(false);
            _open.Add(connection);
            await connection.WriteAsync("<presence/>", token).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static async Task<long> ResidentBytesAsync(IReadOnlyList<int> serverProcesses, CancellationToken cancellationToken)
    {
        await Task.Delay(QuietTime, cancellationToken).ConfigureAwait(false);
        return ServerUsage.Of(serverProcesses).ResidentBytes;
    }
}
