namespace Tombolo.Server.Observability;

/// <summary>One thing that is looked at before a load balancer may send people here.</summary>
public interface IReadinessCheck
{
    /// <summary>Looks. Null when all is well. Does not throw; gives up within seconds.</summary>
    ValueTask<HealthFinding?> LookAsync(CancellationToken cancellationToken);
}
