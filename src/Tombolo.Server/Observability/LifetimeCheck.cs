using Microsoft.Extensions.Hosting;

namespace Tombolo.Server.Observability;

/// <summary>Listeners and everything behind them have started, and nothing is stopping.</summary>
internal sealed class LifetimeCheck(IHostApplicationLifetime lifetime) : IReadinessCheck
{
    public ValueTask<HealthFinding?> LookAsync(CancellationToken cancellationToken)
    {
        var finding = (lifetime.ApplicationStarted.IsCancellationRequested, lifetime.ApplicationStopping.IsCancellationRequested) switch
        {
            (_, true) => new HealthFinding("stopping", IsFatal: true),
            (false, _) => new HealthFinding("starting", IsFatal: true),
            _ => null,
        };
        return ValueTask.FromResult(finding);
    }
}
