using System.Data.Common;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Consent;

internal sealed class Relations(IDatabase database, TimeProvider time) : IRelations
{
    /// <summary>Peers one account may have an opinion about. A bound for memory, far above any address book.</summary>
    private const int MaxPeers = 50_000;

    public Task<Relation> WritingToAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken) => ChangeAsync(
        owner,
        peer,
        relation => relation.State == RelationState.Blocked ? relation : Accepted,
        cancellationToken);

    public async Task<Relation> RequestDeliveredAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken)
    {
        var after = await ChangeAsync(
            owner,
            peer,
            relation => new Relation(
                relation.State == RelationState.None ? RelationState.Requested : relation.State,
                relation.Requests == ConsentPolicy.OnceAccepted ? ConsentPolicy.OnceAccepted : relation.Requests + 1),
            cancellationToken);

        // Nothing was counted, because the owner knows as many people as anybody may: then this stranger has nothing left, instead of everything.
        return after == default ? new Relation(RelationState.Requested, ConsentPolicy.RequestsPerStranger) : after;
    }

    public Task<Relation> AcceptAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken) => ChangeAsync(owner, peer, _ => Accepted, cancellationToken);

    public Task<Relation> DeclineAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken) =>
        ChangeAsync(owner, peer, relation => relation.State == RelationState.Blocked ? relation : relation with { State = RelationState.Declined }, cancellationToken);

    public Task<Relation> BlockAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken) =>
        ChangeAsync(owner, peer, relation => relation with { State = RelationState.Blocked }, cancellationToken);

    /// <summary>Back to what it was: a contact, or a stranger with what they used up of their requests.</summary>
    public Task<Relation> UnblockAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken) => ChangeAsync(
        owner,
        peer,
        relation => relation.State != RelationState.Blocked ? relation
            : relation.Requests == ConsentPolicy.OnceAccepted ? Accepted
            : relation with { State = RelationState.None },
        cancellationToken);

    private static Relation Accepted => new(RelationState.Accepted, ConsentPolicy.OnceAccepted);

    private Task<Relation> ChangeAsync(AccountAddress owner, AccountAddress peer, Func<Relation, Relation> change, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Change(connection, owner.ToString(), peer.ToString(), change), cancellationToken);

    private Relation Change(DbConnection connection, string owner, string peer, Func<Relation, Relation> change)
    {
        var row = connection.QuerySingleOrDefault<Row>("SELECT state AS State, requests AS Requests FROM relation WHERE owner = @owner AND peer = @peer", new { owner, peer });
        var before = row is null ? default : new Relation((RelationState)row.State, row.Requests);
        var after = change(before);
        if (after == before || (row is null && connection.QuerySingle<long>("SELECT count(*) FROM relation WHERE owner = @owner", new { owner }) >= MaxPeers))
        {
            return before;
        }

        // Nothing is kept for an owner that is gone.
        connection.Execute(
            """
            INSERT INTO relation (owner, peer, state, requests, changed_at)
            SELECT address, @peer, @state, @requests, @now FROM account WHERE address = @owner
            ON CONFLICT (owner, peer) DO UPDATE SET state = excluded.state, requests = excluded.requests, changed_at = excluded.changed_at
            """,
            new { owner, peer, state = (int)after.State, requests = after.Requests, now = time.Now() });
        return after;
    }

    private sealed record Row
    {
        public int State { get; init; }

        public int Requests { get; init; }
    }
}
