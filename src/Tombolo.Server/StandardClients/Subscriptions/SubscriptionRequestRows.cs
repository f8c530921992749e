using System.Data.Common;
using Dapper;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Xmpp.Presence;

namespace Tombolo.Server.StandardClients.Subscriptions;

/// <summary>The rows of <c>subscription_request</c>.</summary>
internal static class SubscriptionRequestRows
{
    public static bool Exists(DbConnection connection, string owner, string contact) => connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM subscription_request WHERE owner = @owner AND contact = @contact)", new { owner, contact });

    public static int Count(DbConnection connection, string owner) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM subscription_request WHERE owner = @owner", new { owner });

    public static void Add(DbConnection connection, string owner, string contact, PresenceStanza stanza) => connection.Execute(
        "INSERT INTO subscription_request (owner, contact, stanza, address_at) VALUES (@owner, @contact, @stanza, @addressAt)",
        new { owner, contact, stanza = stanza.Bytes, addressAt = stanza.AddressAt });

    public static void Remove(DbConnection connection, string owner, string contact) =>
        connection.Execute("DELETE FROM subscription_request WHERE owner = @owner AND contact = @contact", new { owner, contact });

    public static PresenceStanza[] ReadAll(DbConnection connection, string owner) =>
    [
        .. connection.Query<Row>("SELECT contact AS Contact, stanza AS Stanza, address_at AS AddressAt FROM subscription_request WHERE owner = @owner ORDER BY contact", new { owner })
            .Select(row => new PresenceStanza(PresenceType.Subscribe, row.Stanza, row.AddressAt, row.Contact)),
    ];

    private sealed record Row
    {
        public string Contact { get; init; } = "";

        public byte[] Stanza { get; init; } = [];

        public int AddressAt { get; init; }
    }
}
