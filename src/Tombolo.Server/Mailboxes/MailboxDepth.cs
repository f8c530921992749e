using System.Data.Common;
using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tombolo.Server.Observability;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Mailboxes;

/// <summary>
/// Looks once a minute how much waits in all mailboxes together. SQLite counts the entries of an index; PostgreSQL is asked for its own
/// estimate, which costs nothing. Nodes of one cluster tell the same number: take the greatest, not the sum.
/// </summary>
internal sealed partial class MailboxDepth : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly IDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<MailboxDepth> _logger;
    private long _entries = -1;

    public MailboxDepth(IDatabase database, IMeterFactory meters, TimeProvider time, ILogger<MailboxDepth> logger)
    {
        _database = database;
        _time = time;
        _logger = logger;
        meters.Create(ServerTelemetry.MeterName).CreateObservableGauge(
            "tombolo.mailbox.depth", Tell, "{message}", "Messages stored for devices that have not confirmed them, in the whole store.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            Volatile.Write(ref _entries, await _database.ReadAsync(Count, cancellationToken));
        }
        catch (Exception exception) when (exception is DbException or StorageException)
        {
            Volatile.Write(ref _entries, -1);
            LogFailed(exception);
        }
    }

    private long Count(DbConnection connection) => connection.ExecuteScalar<long>(_database.Engine == DatabaseEngine.Postgres
        ? "SELECT coalesce(sum(n_live_tup), 0) FROM pg_stat_user_tables WHERE relname = 'entry' AND schemaname = current_schema()"
        : "SELECT count(*) FROM entry");

    /// <summary>Nothing at all is better than an old number.</summary>
    private IEnumerable<Measurement<long>> Tell() => Volatile.Read(ref _entries) is >= 0 and var entries ? [new Measurement<long>(entries)] : [];

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "How much waits in the mailboxes could not be counted; it is tried again in a minute.")]
    private partial void LogFailed(Exception exception);
}
