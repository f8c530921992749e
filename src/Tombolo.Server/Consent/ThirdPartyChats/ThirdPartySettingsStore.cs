using System.Data.Common;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Consent.ThirdPartyChats;

internal sealed class ThirdPartySettingsStore(IDatabase database)
{
    public Task<ThirdPartySettings> ReadAsync(AccountAddress account, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Read(connection, account.ToString()), cancellationToken);

    public Task<bool> WriteAsync(AccountAddress account, ThirdPartySettings settings, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Write(connection, account.ToString(), settings), cancellationToken);

    private static ThirdPartySettings Read(DbConnection connection, string account)
    {
        var row = connection.QuerySingleOrDefault<Row>("SELECT enabled AS Enabled, inbox AS Inbox FROM third_party_chats WHERE account = @account", new { account });
        if (row is null)
        {
            return ThirdPartySettings.Off;
        }

        var partners = connection.Query<string>("SELECT partner FROM third_party_partner WHERE account = @account", new { account });
        return new ThirdPartySettings(row.Enabled != 0, row.Inbox, partners.ToHashSet(StringComparer.Ordinal));
    }

    private static bool Write(DbConnection connection, string account, ThirdPartySettings settings)
    {
        connection.Execute(
            """
            INSERT INTO third_party_chats (account, enabled, inbox) VALUES (@account, @enabled, @Inbox)
            ON CONFLICT (account) DO UPDATE SET enabled = excluded.enabled, inbox = excluded.inbox
            """,
            new { account, enabled = settings.Enabled ? 1 : 0, settings.Inbox });
        connection.Execute("DELETE FROM third_party_partner WHERE account = @account", new { account });
        connection.Execute("INSERT INTO third_party_partner (account, partner) VALUES (@account, @partner)", settings.Partners.Select(partner => new { account, partner }));
        return true;
    }

    private sealed record Row
    {
        public int Enabled { get; init; }

        public string Inbox { get; init; } = "";
    }
}
