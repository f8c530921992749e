using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;
using Tombolo.Server.Upkeep;

namespace Tombolo.Server.Partners.Enlistment;

/// <summary>Ends enlistments that nobody used for the idle time, and forgets old nonces and used tokens.</summary>
internal sealed class EnlistmentUpkeep(IDatabase database, Deletions deletions, IOptions<TomboloServerOptions> options, TimeProvider time) : IUpkeepTask
{
    private readonly TimeSpan _idle = TimeSpan.FromDays(options.Value.Partners.IdleDays);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ended = await database.WriteAsync(Run, cancellationToken);
        foreach (var account in ended)
        {
            await deletions.AnnounceAsync(AccountAddress.Parse(account), cancellationToken);
        }
    }

    private string[] Run(DbConnection connection)
    {
        var now = time.Now();
        connection.Execute("DELETE FROM nonce WHERE ends_at <= @now", new { now });
        connection.Execute("DELETE FROM used_token WHERE ends_at <= @now", new { now });
        var idle = connection.Query<string>(
            "SELECT address FROM account WHERE service <> @host AND seen_at <= @before",
            new { host = ServiceNames.Host, before = now - _idle.ToStore() }).ToArray();
        foreach (var account in idle)
        {
            Deletions.Delete(connection, AccountAddress.Parse(account));
            connection.Execute("UPDATE partner_subject SET ended_at = @now WHERE account = @account", new { now, account });
        }

        return idle;
    }
}
