using Dapper;
using Tombolo.Server.Storage;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Consent;

/// <summary>Whom somebody looked up is forgotten with the day.</summary>
internal sealed class LookupUpkeep(IDatabase database, TimeProvider time) : IUpkeepTask
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).DayNumber;
        return database.WriteAsync(connection => connection.Execute("DELETE FROM lookup WHERE day < @today", new { today }), cancellationToken);
    }
}
