using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Tombolo.Server.Storage.Postgres;

/// <summary>
/// A database is for one host alone or for the nodes of one cluster. Two hosts that know nothing of each other would each decide on what it remembers and not on
/// what the other did. So a host alone holds a lock of PostgreSQL for itself, and nodes hold it together; it belongs to a connection and ends with the process.
/// </summary>
internal sealed partial class DatabaseClaim(IOptions<TomboloServerOptions> options, TimeProvider time, ILogger<DatabaseClaim> logger) : IHostedLifecycleService, IDisposable
{
    // Any number, the same for every version of the host and another than that of PostgresMigrations.
    private const long Claim = 0x746F6D626F6C70;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over = new();
    private Task _watching = Task.CompletedTask;

    /// <exception cref="StorageException">Somebody else has the database, or it cannot be reached.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken) => _watching = WatchAsync(await TakeAsync(cancellationToken));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _over.CancelAsync();
        await _watching.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A host that did not come as far as starting is not stopped either.</summary>
    public void Dispose()
    {
        if (!_over.IsCancellationRequested)
        {
            _over.Cancel();
        }
    }

    /// <summary>Takes the lock again when its connection is lost, as when PostgreSQL starts anew.</summary>
    private async Task WatchAsync(NpgsqlConnection first)
    {
        var connection = first;
        while (true)
        {
            await using (connection)
            {
                await LostAsync(connection);
            }

            if (_over.IsCancellationRequested || await TakeAgainAsync() is not { } again)
            {
                return;
            }

            connection = again;
        }
    }

    private async Task LostAsync(NpgsqlConnection connection)
    {
        try
        {
            // Nobody sends notifications: it ends with the connection.
            while (true)
            {
                await connection.WaitAsync(_over.Token);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException or OperationCanceledException)
        {
            // Taken again, or over.
        }
    }

    private async Task<NpgsqlConnection?> TakeAgainAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                return await TakeAsync(_over.Token);
            }
            catch (StorageException exception)
            {
                LogLost(exception.Fault);
                await Task.Delay(Pause, time, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        return null;
    }

    private async Task<NpgsqlConnection> TakeAsync(CancellationToken cancellationToken)
    {
        var server = options.Value;
        var connection = new NpgsqlConnection(PostgresConnections.Claim(server.Storage.ConnectionString!));
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"SELECT {(server.Node.IsClustered ? "pg_advisory_lock_shared" : "pg_advisory_lock")}({Claim})", connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync();
            throw exception switch
            {
                PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => new StorageException(
                    StorageFault.InUse, server.Node.IsClustered ? "A host that is no node of a cluster is using this database." : "Another Tombolo is using this database.", exception),
                NpgsqlException or SocketException when !cancellationToken.IsCancellationRequested => PostgresFailure.AtStart(exception),
                _ => exception,
            };
        }
    }

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "The claim on the database was lost and is not taken again yet ({Fault}).")]
    private partial void LogLost(StorageFault fault);
}
