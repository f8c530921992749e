using Microsoft.Extensions.Hosting;

namespace Tombolo.Server.Upkeep;

/// <summary>
/// Gives memory back when there is little to do. Under load the collector comes rarely, which is what makes messages cheap; so behind ten thousand
/// logins their garbage would lie until the next load. A blocking collection costs nobody anything while nobody waits.
/// </summary>
internal sealed class QuietCollector(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // What connections that do nothing cost in an interval is far less; a hundred messages are more.
    private const long QuietBytes = 2 << 20;
    private const long WorthwhileBytes = 32 << 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var (collectedAt, before) = (0L, GC.GetTotalAllocatedBytes());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = GC.GetTotalAllocatedBytes();
            if (now - before < QuietBytes && now - collectedAt > WorthwhileBytes)
            {
                collectedAt = now;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            before = now;
        }
    }
}
