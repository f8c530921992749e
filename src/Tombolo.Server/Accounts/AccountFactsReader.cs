using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using Tombolo.Interop.Keys;
using Tombolo.Server.Consent;
using Tombolo.Server.Partners;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Accounts;

internal sealed class AccountFactsReader(IDatabase database, PartnerRegistry partners, Availability availability) : IAccountFacts
{
    public Task<AccountFacts?> LoadAsync(AccountAddress account, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Load(connection, account), cancellationToken);

    private AccountFacts? Load(DbConnection connection, AccountAddress account)
    {
        var address = account.ToString();
        var row = connection.QuerySingleOrDefault<AccountRow>(
            """
            SELECT account.service AS Service, account.region AS Region, identifier.type AS Type, identifier.value AS Value
            FROM account JOIN identifier ON identifier.id = account.identifier WHERE account.address = @address
            """,
            new { address });
        if (row is null)
        {
            return null;
        }

        var devices = connection.Query<DeviceRow>(
            "SELECT id AS Id, registration_id AS RegistrationId, identity_key AS IdentityKey, platform AS Platform FROM device WHERE account = @address ORDER BY id",
            new { address }).ToArray();
        return new AccountFacts
        {
            Account = account,
            Partner = row.Service == ServiceNames.Host ? null : row.Service,
            Identifier = new AccountIdentifier(row.Type, row.Value),
            Devices = [.. devices.Select(device => new DeviceFacts(device.Id, device.RegistrationId, [.. device.IdentityKey]))],
            DevicesDigest = DeviceListDigest.Of(devices.Select(device => new ListedDevice(device.Id, (uint)device.RegistrationId, device.IdentityKey))),
            EnabledPartners = EnabledPartners(connection, address, row, devices),
            Relations = ReadRelations(connection, address),
            HasAppPassword = AppPasswordRows.Exists(connection, address),
        };
    }

    private FrozenSet<string> EnabledPartners(DbConnection connection, string address, AccountRow account, DeviceRow[] devices)
    {
        var primary = Array.Find(devices, device => device.Id == DeviceAddress.Primary);
        if (account.Service != ServiceNames.Host || primary is null || availability.Refusal(account.Region, primary.Platform) is not null)
        {
            return FrozenSet<string>.Empty;
        }

        return connection.Query<string>(
            """
            SELECT chosen.partner FROM third_party_partner chosen
            JOIN third_party_chats setting ON setting.account = chosen.account AND setting.enabled = 1
            WHERE chosen.account = @address
            """,
            new { address }).Where(partners.IsActive).ToFrozenSet(StringComparer.Ordinal);
    }

    private static FrozenDictionary<AccountAddress, Relation> ReadRelations(DbConnection connection, string address) => connection
        .Query<RelationRow>("SELECT peer AS Peer, state AS State, requests AS Requests FROM relation WHERE owner = @address", new { address })
        .ToFrozenDictionary(row => AccountAddress.Parse(row.Peer), row => new Relation((RelationState)row.State, row.Requests));

    private sealed record AccountRow
    {
        public string Service { get; init; } = "";

        public string Region { get; init; } = "";

        public string Type { get; init; } = "";

        public string Value { get; init; } = "";
    }

    private sealed record DeviceRow
    {
        public int Id { get; init; }

        public int RegistrationId { get; init; }

        public byte[] IdentityKey { get; init; } = [];

        public string Platform { get; init; } = "";
    }

    private sealed record RelationRow
    {
        public string Peer { get; init; } = "";

        public int State { get; init; }

        public int Requests { get; init; }
    }
}
