using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tombolo.Server.Cluster;
using Tombolo.Server.Storage;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Mailboxes;

/// <summary>Deletes what nobody fetched in time, in small bites between the writes of others. Its first pass also warms the store up.</summary>
internal sealed partial class MailboxRetention(
    IMailboxStore mailboxes, Nodes nodes, IOptions<TomboloServerOptions> options, TimeProvider time, ILogger<MailboxRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly AgeClock _age = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await SweepAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var before = _age.Now() - options.Value.Mailboxes.Retention;
            while (nodes.DoesChores && await mailboxes.RemoveStoredBeforeAsync(before, cancellationToken) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (StorageException exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "Old entries could not be deleted; it is tried again in an hour.")]
    private partial void LogFailed(Exception exception);
}
