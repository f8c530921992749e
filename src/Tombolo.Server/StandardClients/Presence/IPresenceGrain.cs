using Orleans.Concurrency;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>
/// Which standard clients of an account are there, and who may know. One per account, key <c>local@domain</c>; forgets everything when the last
/// client is gone. What clients do runs one after another, so that nobody sees "gone" before "here"; what other accounts say comes in between,
/// so that two accounts never wait for each other.
/// </summary>
internal interface IPresenceGrain : IGrainWithStringKey
{
    /// <summary>The client asked for the roster and is told of changes from now on (RFC 6121 section 2.1.6).</summary>
    Task ShowInterestAsync(ClientLink client, CancellationToken cancellationToken);

    /// <summary>The client says to everybody who may know that it is available, or not any more (sections 4.2, 4.4, 4.5). Returns how many that were.</summary>
    Task<int> AnnounceAsync(ClientLink client, PresenceStanza presence, CancellationToken cancellationToken);

    /// <summary>The client shows itself to one account, or to one client of it (section 4.6).</summary>
    Task<ErrorCode?> DirectAsync(ClientLink client, PresenceTarget target, PresenceStanza presence, CancellationToken cancellationToken);

    /// <summary>The account says something about a subscription (section 3).</summary>
    Task<ErrorCode?> SubscribeAsync(AccountAddress contact, PresenceStanza stanza, CancellationToken cancellationToken);

    /// <summary>The account takes a contact off its roster (section 2.5).</summary>
    Task<ErrorCode?> RemoveContactAsync(AccountAddress contact, CancellationToken cancellationToken);

    /// <summary>The account has blocked somebody: from now on neither sees the other.</summary>
    Task HideFromAsync(AccountAddress blocked, CancellationToken cancellationToken);

    /// <summary>
    /// The client is still there and last said this; null when it is not available. Said every few minutes and when a node was lost: a grain that has forgotten
    /// it, with its node, shows it around anew, and a client that says nothing for long is gone with its own node.
    /// </summary>
    Task RemindAsync(ClientLink client, PresenceStanza? presence, bool isInterested, CancellationToken cancellationToken);

    /// <summary>The client's session is over.</summary>
    Task LeaveAsync(Guid session, CancellationToken cancellationToken);

    /// <summary>Lets go of clients that have said nothing for long. Asked by the grain's own node.</summary>
    Task SweepAsync(CancellationToken cancellationToken);

    /// <summary>Somebody shows presence to the account's available clients, or to the one that has this address.</summary>
    [AlwaysInterleave]
    Task SeeAsync(PresenceStanza[] presences, string? address, CancellationToken cancellationToken);

    /// <summary>What the available clients of the account last said; the caller has made sure that the asker may know.</summary>
    [AlwaysInterleave]
    Task<PresenceStanza[]> GetPresentAsync(CancellationToken cancellationToken);

    /// <summary>Tells clients that asked for the roster about a change.</summary>
    [AlwaysInterleave]
    Task PushRosterAsync([Immutable] byte[] push, CancellationToken cancellationToken);
}
