using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;

namespace Tombolo.Server.Cluster;

/// <summary>What the store knows about one account, as far as decisions need it. Guarded by the account's lock.</summary>
internal sealed class AccountKnowledge
{
    private Dictionary<AccountAddress, Relation> _relations = [];

    /// <summary>Null when there is no such account, and before the first reading.</summary>
    public AccountFacts? Facts { get; private set; }

    /// <summary>Facts are known to have changed and have not been read: nothing may be decided before they are.</summary>
    public bool IsStale { get; private set; } = true;

    /// <summary>When the facts were read, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long LearnedAt { get; private set; }

    public Relation RelationWith(AccountAddress peer) => _relations.Count == 0 ? default : _relations.GetValueOrDefault(peer);

    public void Relate(AccountAddress peer, Relation relation) => _relations[peer] = relation;

    public void Distrust() => IsStale = true;

    public void Learn(AccountFacts? facts, long now)
    {
        (Facts, LearnedAt) = (facts, now);
        IsStale = false;
        _relations = facts is null ? [] : new Dictionary<AccountAddress, Relation>(facts.Relations);
    }
}
