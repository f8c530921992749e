using System.Data.Common;
using Dapper;
using Tombolo.Interop.Identity;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Consent.Lookup;

/// <summary>Finds people by identifier. One query whether or not there is somebody, so that the time says nothing.</summary>
internal sealed class Directory(IDatabase database, Availability availability)
{
    /// <summary>A partner's user, or a host user for another host user: findable by whoever knows the identifier.</summary>
    public Task<string?> FindAsync(string service, Identifier identifier, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Find(connection, service, identifier, partner: "")?.Address, cancellationToken);

    /// <summary>A host user for people of a partner: findable only with third-party chats on for that partner, and offered at all.</summary>
    public Task<string?> FindForPartnerAsync(string partner, Identifier identifier, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => Find(connection, ServiceNames.Host, identifier, partner) is { Enabled: 1 } row && availability.Refusal(row.Region, row.Platform) is null ? row.Address : null,
            cancellationToken);

    private static Row? Find(DbConnection connection, string service, Identifier identifier, string partner) => connection.QuerySingleOrDefault<Row>(
        """
        SELECT account.address AS Address, account.region AS Region, device.platform AS Platform,
               (SELECT count(*) FROM third_party_partner chosen JOIN third_party_chats setting ON setting.account = chosen.account
                WHERE chosen.account = account.address AND chosen.partner = @partner AND setting.enabled = 1) AS Enabled
        FROM identifier JOIN account ON account.identifier = identifier.id JOIN device ON device.account = account.address AND device.id = @primary
        WHERE identifier.service = @service AND identifier.type = @Type AND identifier.value = @Value
        """,
        new { service, identifier.Type, identifier.Value, partner, primary = DeviceAddress.Primary });

    private sealed record Row
    {
        public string Address { get; init; } = "";

        public string Region { get; init; } = "";

        public string Platform { get; init; } = "";

        public int Enabled { get; init; }
    }
}
