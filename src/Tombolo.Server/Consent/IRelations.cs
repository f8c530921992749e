using Tombolo.Server.Accounts;

namespace Tombolo.Server.Consent;

/// <summary>Changes of relations that follow from traffic. Callers tell the owner's grain afterwards.</summary>
internal interface IRelations
{
    /// <summary>
    /// The owner is about to write to the peer for the first time: their side becomes accepted. A block or decline is kept.
    /// Idempotent. Returns the state after it.
    /// </summary>
    Task<Relation> WritingToAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken);

    /// <summary>A stranger's message was let through as a request: state none becomes requested, the count goes up by one.</summary>
    Task<Relation> RequestDeliveredAsync(AccountAddress owner, AccountAddress peer, CancellationToken cancellationToken);
}
