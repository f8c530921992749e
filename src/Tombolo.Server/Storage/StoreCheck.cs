using Tombolo.Server.Observability;

namespace Tombolo.Server.Storage;

/// <summary>The store commits: not only its writer answers, an empty transaction goes through it like everybody's.</summary>
internal sealed class StoreCheck(IDatabase database, TimeProvider time) : IReadinessCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async ValueTask<HealthFinding?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(static _ => true, cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return null;
        }
        catch (StorageException)
        {
            return new HealthFinding("store_refuses", IsFatal: true);
        }
        catch (TimeoutException)
        {
            return new HealthFinding("store_slow", IsFatal: true);
        }
    }
}
