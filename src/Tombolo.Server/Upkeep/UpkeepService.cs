using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tombolo.Server.Cluster;

namespace Tombolo.Server.Upkeep;

/// <summary>Owns the hourly round, on one node of a cluster. A task that fails is logged and tried again in the next round; the others go on.</summary>
internal sealed partial class UpkeepService(IEnumerable<IUpkeepTask> tasks, Nodes nodes, TimeProvider time, ILogger<UpkeepService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            foreach (var task in nodes.DoesChores ? tasks : [])
            {
                await RunAsync(task, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(IUpkeepTask task, CancellationToken stoppingToken)
    {
        try
        {
            await task.RunAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, task.GetType().Name);
        }
    }

    [LoggerMessage(2501, LogLevel.Error, "The upkeep task {Task} failed; it is tried again in an hour.")]
    private partial void LogFailed(Exception exception, string task);
}
