using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;

namespace Tombolo.Server.Cluster;

/// <summary>What the store knows about one account, as far as decisions need it. Belongs to the account's grain.</summary>
internal sealed class AccountKnowledge(AccountAddress account, IAccountFacts accountFacts, IRelations relations, AccountMailboxes mailboxes)
{
    private Dictionary<AccountAddress, Relation> _relations = [];

    public AccountAddress Account => account;

    /// <summary>Null when there is no such account, and before the first reading.</summary>
    public AccountFacts? Facts { get; private set; }

    /// <summary>Facts are known to have changed and could not be read: nothing may be decided before they are.</summary>
    public bool IsStale { get; private set; } = true;

    public Relation RelationWith(AccountAddress peer) => _relations.Count == 0 ? default : _relations.GetValueOrDefault(peer);

    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        IsStale = true;
        var facts = await accountFacts.LoadAsync(account, cancellationToken);
        await mailboxes.FitAsync(facts, cancellationToken);
        Facts = facts;
        IsStale = false;
        _relations = facts is null ? [] : new Dictionary<AccountAddress, Relation>(facts.Relations);
    }

    /// <summary>The account writes to a peer, so the peer may answer.</summary>
    public async Task WriteToAsync(AccountAddress peer, CancellationToken cancellationToken)
    {
        if (RelationWith(peer).State is not RelationState.Accepted)
        {
            _relations[peer] = await relations.WritingToAsync(account, peer, cancellationToken);
        }
    }

    /// <summary>A stranger's request is about to be stored. Counted before it is: a crash in between costs the stranger one of five, never lets a sixth through.</summary>
    public async Task CountRequestAsync(AccountAddress peer)
    {
        _relations[peer] = new Relation(RelationState.Requested, RelationWith(peer).Requests + 1);
        await CountDroppedAsync(peer);
    }

    /// <summary>A request that is dropped counts all the same.</summary>
    public async Task CountDroppedAsync(AccountAddress peer) => _relations[peer] = await relations.RequestDeliveredAsync(account, peer, CancellationToken.None);
}
