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
    /// a sender is outstanding at a time, so order holds whatever the transport between nodes does.
    /// </summary>
    Task<DeliveryResult[]> DeliverAsync([Immutable] InboundMessage[] messages, CancellationToken cancellationToken);

    /// <summary>
    /// The account is about to write to a peer: decides by its own settings, and lets the peer answer from now on. Asked once for
    /// each conversation of a session, and again when the account's facts changed.
    /// </summary>
    Task<Decision> WritingToAsync(AccountAddress peer, CancellationToken cancellationToken);

    /// <summary>A device's session begins; an older one of the same device ends. Returns the device's mailbox; null without such a device.</summary>
    Task<Attachment?> AttachAsync(SessionLink session, CancellationToken cancellationToken);

    /// <summary>A standard client is bound; an older one of the same resource ends. Null when the account has no app password.</summary>
    Task<Attachment?> AttachStandardAsync(SessionLink session, string resource, CancellationToken cancellationToken);

    Task DetachAsync(Guid session, CancellationToken cancellationToken);

    /// <summary>Puts a stanza of the host (a device-list change, say) into the mailbox of each device; survives being offline.</summary>
    Task NotifyAsync([Immutable] HostNotice notice, CancellationToken cancellationToken);

    /// <summary>Sends a stanza to the devices that are online now; nothing is stored.</summary>
    Task PushAsync([Immutable] HostNotice notice, CancellationToken cancellationToken);

    /// <summary>Settings, relations, identifier or devices changed in the store: read them again before the next decision.</summary>
    Task FactsChangedAsync(CancellationToken cancellationToken);

    /// <summary>The account's own facts as the grain holds them; null when there is no such account.</summary>
    Task<AccountFacts?> GetFactsAsync(CancellationToken cancellationToken);

    /// <summary>A device was replaced or removed: its session ends, its mailbox is emptied, facts are read again.</summary>
    Task DeviceRemovedAsync(int device, CancellationToken cancellationToken);
}
