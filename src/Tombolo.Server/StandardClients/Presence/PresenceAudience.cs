using System.Data.Common;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Storage;
using Tombolo.Xmpp.Roster;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>Who may see an account's presence and whose it may see. Both rosters have to say so, and nobody may have blocked the other.</summary>
internal sealed class PresenceAudience(IDatabase database)
{
    public Task<AudienceMember[]> ReadAsync(AccountAddress account, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Read(connection, account.ToString()), cancellationToken);

    /// <summary>Whether neither has blocked the other.</summary>
    public Task<bool> MayMeetAsync(AccountAddress one, AccountAddress other, CancellationToken cancellationToken) => database.ReadAsync(
        connection => !RelationRows.AreBlocked(connection, one.ToString(), other.ToString()), cancellationToken);

    private static AudienceMember[] Read(DbConnection connection, string owner) =>
    [
        .. connection.Query<Row>(
            """
            SELECT own.contact AS Contact, own.subscription AS Own, other.subscription AS Other
            FROM roster_item own JOIN roster_item other ON other.owner = own.contact AND other.contact = own.owner
            WHERE own.owner = @owner AND own.subscription <> @none
                AND NOT EXISTS (SELECT 1 FROM relation WHERE relation.owner = own.owner AND relation.peer = own.contact AND relation.state = @blocked)
                AND NOT EXISTS (SELECT 1 FROM relation WHERE relation.owner = own.contact AND relation.peer = own.owner AND relation.state = @blocked)
            """,
            new { owner, none = (int)RosterSubscription.None, blocked = (int)RelationState.Blocked }).Select(row => row.ToMember()),
    ];

    private sealed record Row
    {
        public string Contact { get; init; } = "";

        public int Own { get; init; }

        public int Other { get; init; }

        public AudienceMember ToMember() => new(
            AccountAddress.Parse(Contact), Sees(Other) && IsSeen(Own), Sees(Own) && IsSeen(Other));

        private static bool Sees(int subscription) => (RosterSubscription)subscription is RosterSubscription.To or RosterSubscription.Both;

        private static bool IsSeen(int subscription) => (RosterSubscription)subscription is RosterSubscription.From or RosterSubscription.Both;
    }
}
