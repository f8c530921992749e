using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>A bound device as its account's grain sees it, here or on another node. All calls return at once and may come from any thread.</summary>
internal interface IDeviceSession
{
    Guid Id { get; }

    /// <summary>
    /// An entry that was just committed. A session that cannot take it now reads it from the store later; so does one that has not seen
    /// the entry <paramref name="after"/> which it comes (<see cref="AccountMailbox.Unknown"/> when nobody knows), because then something is missing between.
    /// </summary>
    void Offer(MailboxEntry entry, long after);

    /// <summary>A complete stanza that is not stored; dropped when the device cannot take it.</summary>
    void Push(byte[] stanza);

    /// <summary>The own account's facts changed: identity stamp and settings.</summary>
    void FactsChanged(AccountFacts facts);

    /// <summary>The store may hold something that was never offered: read it.</summary>
    void Lag();

    /// <summary>The grain that knew the session is going: make yourself known to the next.</summary>
    void Reattach();

    void End(SessionEnd reason);
}
