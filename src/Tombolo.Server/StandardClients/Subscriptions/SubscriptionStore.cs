using System.Data.Common;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Server.StandardClients.Roster;
using Tombolo.Server.Storage;
using Tombolo.Xmpp.Presence;
using Tombolo.Xmpp.Subscriptions;

namespace Tombolo.Server.StandardClients.Subscriptions;

/// <summary>
/// Who sees whom (RFC 6121 section 3). Both accounts are in one store, so both sides change in one transaction: where two servers would exchange
/// stanzas and may drift apart, here "I see you" and "you are seen by me" are true together or not at all.
/// </summary>
internal sealed class SubscriptionStore(IDatabase database)
{
    /// <summary>Contacts of one account.</summary>
    public const int MaxContacts = 2_000;

    /// <summary>Requests that wait for one account; more are not kept, and their senders are not told.</summary>
    private const int MaxRequests = 500;

    /// <summary>The sender says subscribe, subscribed, unsubscribe or unsubscribed to the contact.</summary>
    public Task<SubscriptionOutcome> ApplyAsync(AccountAddress sender, AccountAddress contact, PresenceStanza stanza, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Apply(connection, sender.ToString(), contact.ToString(), stanza), cancellationToken);

    /// <summary>The sender removes the contact from the roster: both stop seeing each other (section 2.5.2).</summary>
    public Task<SubscriptionOutcome> RemoveAsync(AccountAddress sender, AccountAddress contact, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Remove(connection, sender.ToString(), contact.ToString()), cancellationToken);

    /// <summary>How the account stands with a contact.</summary>
    public Task<SubscriptionState> ReadAsync(AccountAddress account, AccountAddress contact, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => new SubscriptionSide(connection, account.ToString(), contact.ToString()).State, cancellationToken);

    /// <summary>Requests the account has not answered.</summary>
    public Task<PresenceStanza[]> ReadRequestsAsync(AccountAddress account, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SubscriptionRequestRows.ReadAll(connection, account.ToString()), cancellationToken);

    private static SubscriptionOutcome Apply(DbConnection connection, string sender, string contact, PresenceStanza stanza)
    {
        var own = new SubscriptionSide(connection, sender, contact);
        var before = own.State;
        var (next, passes) = before.Sending(stanza.Type);
        if (own.Item is null && next != before && RosterRows.Count(connection, sender) >= MaxContacts)
        {
            return new SubscriptionOutcome { Refusal = ErrorCode.PolicyQuota };
        }

        own.Become(next);
        if (!passes || (stanza.Type == PresenceType.Subscribe && !MayAsk(connection, sender, contact)))
        {
            return new SubscriptionOutcome { Before = before, After = own.State, OwnItem = own.Changed };
        }

        var other = new SubscriptionSide(connection, contact, sender);
        var isShown = Receive(other, stanza);
        var isAnswered = stanza.Type == PresenceType.Subscribe && other.State.Inward == Sight.Granted;
        if (isAnswered)
        {
            own.Become(own.State.Receiving(PresenceType.Subscribed).Next);
        }

        return new SubscriptionOutcome
        {
            Before = before,
            After = own.State,
            OwnItem = own.Changed,
            ContactItem = other.Changed,
            IsBlocked = RelationRows.AreBlocked(connection, sender, contact),
            Shown = isShown ? [stanza] : [],
            IsAnswered = isAnswered,
        };
    }

    private static SubscriptionOutcome Remove(DbConnection connection, string sender, string contact)
    {
        var own = new SubscriptionSide(connection, sender, contact);
        if (own.Item is null)
        {
            return new SubscriptionOutcome { Refusal = ErrorCode.NotFound };
        }

        var before = own.State;
        var other = new SubscriptionSide(connection, contact, sender);
        var shown = new List<PresenceStanza>();
        foreach (var type in (PresenceType[])[PresenceType.Unsubscribe, PresenceType.Unsubscribed])
        {
            var stanza = PresenceStanza.Create(type, sender);
            var (next, passes) = own.State.Sending(type);
            own.Become(next);
            if (passes && Receive(other, stanza))
            {
                shown.Add(stanza);
            }
        }

        own.Remove();
        return new SubscriptionOutcome
        {
            Before = before,
            After = own.State,
            OwnItem = own.Changed,
            ContactItem = other.Changed,
            IsBlocked = RelationRows.AreBlocked(connection, sender, contact),
            Shown = shown,
        };
    }

    private static bool Receive(SubscriptionSide side, PresenceStanza stanza)
    {
        var (next, isShown) = side.State.Receiving(stanza.Type);
        side.Become(next, stanza);
        return isShown;
    }

    /// <summary>A request that is not kept looks like one that nobody answers: it tells neither of accounts nor of blocks.</summary>
    private static bool MayAsk(DbConnection connection, string sender, string contact) =>
        AppPasswordRows.Exists(connection, contact) && !RelationRows.AreBlocked(connection, sender, contact) && SubscriptionRequestRows.Count(connection, contact) < MaxRequests;
}
