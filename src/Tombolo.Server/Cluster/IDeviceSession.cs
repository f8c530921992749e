using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>A bound device as its account's grain sees it. All calls return at once and may come from any thread.</summary>
internal interface IDeviceSession
{
    Guid Id { get; }

    /// <summary>An entry that was just committed. A session that cannot take it now reads it from the store later.</summary>
    void Offer(MailboxEntry entry);

    /// <summary>A complete stanza that is not stored; dropped when the device cannot take it.</summary>
    void Push(byte[] stanza);

    /// <summary>The own account's facts changed: identity stamp and settings.</summary>
    void FactsChanged(AccountFacts facts);

    void End(SessionEnd reason);
}
