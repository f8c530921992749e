using Tombolo.Server.Accounts;

namespace Tombolo.Server.Consent;

/// <summary>Changes of relations that follow from traffic. Callers tell the owner's grain afterwards.</summary>
internal interface IRelations
{
    /// <summary>
    /// The owner is about to write to the peer: writing is accepting, also after a decline. A block is kept. Idempotent. Returns the state after it.
    /// </summary>
    Task<Relation> WritingToAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken);

    /// <summary>
    /// A stranger's message was let through as a request, or dropped after a decline or block: state none becomes requested, others stay, the count goes up by
    /// one unless the peer was accepted once. Counting the dropped ones too keeps a decline from showing in the limit.
    /// </summary>
    Task<Relation> RequestDeliveredAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken);
}
