using Orleans.Runtime;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>
/// One per account, key <c>local@domain</c>: serialises what happens to the account. Keeps nothing that is not in the store.
/// </summary>
internal interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>
    /// Decides about messages of one sender, in their order, and returns when everything let through is committed. One batch of
    /// a sender is outstanding at a time, so order holds whatever the transport between nodes does. Null when the account has moved away from
    /// this activation and nothing counts: ask again. Repeating what was stored is harmless, the store knows it by its digest.
    /// </summary>
    Task<DeliveryResult[]?> DeliverAsync([Immutable] InboundMessage[] messages, CancellationToken cancellationToken);

    /// <summary>
    /// The account is about to write to a peer: decides by its own settings, and lets the peer answer from now on. Asked once for
    /// each conversation of a session, and again when the account's facts changed.
    /// </summary>
    Task<Decision> WritingToAsync(AccountAddress peer, CancellationToken cancellationToken);

    /// <summary>A session begins; an older one of the same device, or of the same resource of a standard client, ends.</summary>
    Task<AttachReply> AttachAsync(SessionLink session, CancellationToken cancellationToken);

    /// <summary>
    /// A session that is there already makes itself known to the activation that is there now: after a node was lost, after the account moved, and every
    /// few minutes. What was stored meanwhile was not offered to it: it has to read the store.
    /// </summary>
    Task<AttachReply> ReattachAsync(SessionLink session, CancellationToken cancellationToken);

    Task DetachAsync(Guid session, CancellationToken cancellationToken);

    /// <summary>Puts a stanza of the host (a device-list change, say) into the mailbox of each device; survives being offline.</summary>
    Task NotifyAsync([Immutable] HostNotice notice, CancellationToken cancellationToken);

    /// <summary>Sends a stanza to the devices that are online now; nothing is stored.</summary>
    Task PushAsync([Immutable] HostNotice notice, CancellationToken cancellationToken);

    /// <summary>Settings, relations, identifier or devices changed in the store: read them again before the next decision.</summary>
    Task FactsChangedAsync(CancellationToken cancellationToken);

    /// <summary>The account's own facts as the grain holds them; null when there is no such account.</summary>
    Task<AccountFacts?> GetFactsAsync(CancellationToken cancellationToken);

    /// <summary>The node on which the account is now.</summary>
    Task<SiloAddress> GetNodeAsync(CancellationToken cancellationToken);

    /// <summary>A device was replaced or removed: its session ends, its mailbox is emptied, facts are read again.</summary>
    Task DeviceRemovedAsync(int device, CancellationToken cancellationToken);
}
