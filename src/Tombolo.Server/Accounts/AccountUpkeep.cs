using Dapper;
using Tombolo.Server.Storage;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Accounts;

/// <summary>Forgets registrations after a day, and numbers that came to nothing with them.</summary>
internal sealed class AccountUpkeep(IDatabase database, TimeProvider time) : IUpkeepTask
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.Now() - Kept.ToStore();
        return database.WriteAsync(
            connection => connection.Execute("DELETE FROM registration WHERE created_at <= @before", new { before }) + IdentifierRows.DeleteUnused(connection),
            cancellationToken);
    }
}
