using System.Data.Common;
using System.Text.Json;
using Dapper;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Roster;

namespace Tombolo.Server.StandardClients.Roster;

/// <summary>The rows of <c>roster_item</c>.</summary>
internal static class RosterRows
{
    public static IReadOnlyList<RosterItem> ReadAll(DbConnection connection, string owner) =>
        [.. connection.Query<Row>(Select + " ORDER BY contact", new { owner }).Select(row => row.ToItem())];

    public static RosterItem? Find(DbConnection connection, string owner, string contact) =>
        connection.QuerySingleOrDefault<Row>(Select + " AND contact = @contact", new { owner, contact })?.ToItem();

    public static int Count(DbConnection connection, string owner) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM roster_item WHERE owner = @owner", new { owner });

    public static void Put(DbConnection connection, string owner, RosterItem item) => connection.Execute(
        """
        INSERT INTO roster_item (owner, contact, name, subscription, asking, item_groups)
        VALUES (@owner, @contact, @name, @subscription, @asking, @groups)
        ON CONFLICT (owner, contact) DO UPDATE SET name = excluded.name, subscription = excluded.subscription,
            asking = excluded.asking, item_groups = excluded.item_groups
        """,
        new
        {
            owner,
            contact = item.Address.ToString(),
            name = item.Name,
            subscription = (int)item.Subscription,
            asking = item.IsAsking ? 1 : 0,
            groups = JsonSerializer.Serialize(item.Groups),
        });

    public static bool Remove(DbConnection connection, string owner, string contact) =>
        connection.Execute("DELETE FROM roster_item WHERE owner = @owner AND contact = @contact", new { owner, contact }) > 0;

    private const string Select =
        "SELECT contact AS Contact, name AS Name, subscription AS Subscription, asking AS Asking, item_groups AS Groups FROM roster_item WHERE owner = @owner";

    private sealed record Row
    {
        public string Contact { get; init; } = "";

        public string? Name { get; init; }

        public int Subscription { get; init; }

        public bool Asking { get; init; }

        public string Groups { get; init; } = "[]";

        public RosterItem ToItem() => new(Jid.Parse(Contact))
        {
            Name = Name,
            Subscription = (RosterSubscription)Subscription,
            IsAsking = Asking,
            Groups = JsonSerializer.Deserialize<string[]>(Groups) ?? [],
        };
    }
}
