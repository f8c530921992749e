using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Tombolo.Interop.Identity;
using Tombolo.Server.Abuse;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Consent.Lookup;

/// <summary>
/// How many people may be looked up for the first time in a day: per account, and per partner over all its accounts (never less than one account may). Asking for the
/// same person again is free. Counted whether or not the person is found.
/// </summary>
internal sealed class LookupBudget(IDatabase database, HostSecret secret, IOptions<TomboloServerOptions> options, TimeProvider time)
{
    private const int DigestSize = 16;
    private readonly KeyedHash _hash = new(secret, "lookups");
    private readonly AbuseOptions _limits = options.Value.Abuse;

    public Task<bool> TryTakeAsync(AccountAddress account, string service, Identifier wanted, string wantedService, CancellationToken cancellationToken)
    {
        var target = _hash.Of(wantedService, wanted.Type, wanted.Value).AsSpan(0, DigestSize).ToArray();
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).DayNumber;
        return database.WriteAsync(connection => TryTake(connection, account.ToString(), service, day, target), cancellationToken);
    }

    private bool TryTake(DbConnection connection, string account, string service, int day, byte[] target)
    {
        var row = new { account, service, day, target };
        if (connection.Execute(
            "INSERT INTO lookup (account, service, day, target) VALUES (@account, @service, @day, @target) ON CONFLICT (account, day, target) DO NOTHING", row) == 0)
        {
            return true;
        }

        var own = connection.QuerySingle<long>("SELECT count(*) FROM lookup WHERE account = @account AND day = @day", row);
        var all = service == ServiceNames.Host ? 0 : connection.QuerySingle<long>("SELECT count(*) FROM lookup WHERE service = @service AND day = @day", row);
        var accounts = service == ServiceNames.Host ? 0 : connection.QuerySingle<long>("SELECT count(*) FROM account WHERE service = @service", row);
        if (own <= _limits.LookupsPerAccountAndDay
            && all <= Math.Max(accounts * _limits.LookupsPerPartnerAccountAndDay, _limits.LookupsPerAccountAndDay))
        {
            return true;
        }

        connection.Execute("DELETE FROM lookup WHERE account = @account AND day = @day AND target = @target", row);
        return false;
    }
}
