using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Keys;

/// <summary>Handed-out keys are forgotten when their reservation is over.</summary>
internal sealed class KeyUpkeep(IDatabase database, TimeProvider time) : IUpkeepTask
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.Now() - PreKeyStore.Reservation.ToStore();
        return database.WriteAsync(connection => connection.Execute("DELETE FROM one_time_key WHERE given_at <= @before", new { before }), cancellationToken);
    }
}
