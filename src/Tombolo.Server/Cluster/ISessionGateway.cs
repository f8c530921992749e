using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>One per node: takes what is meant for sessions there. Grains on the same node go past it.</summary>
internal interface ISessionGateway : IGrainObserver
{
    Task OfferAsync(Guid session, [Immutable] MailboxEntry entry);

    Task PushAsync(Guid session, [Immutable] byte[] stanza);

    Task FactsChangedAsync(Guid session, AccountFacts facts);

    Task EndAsync(Guid session, SessionEnd reason);
}
