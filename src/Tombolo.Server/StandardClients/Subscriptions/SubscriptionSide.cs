using System.Data.Common;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Server.StandardClients.Roster;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Roster;
using Tombolo.Xmpp.Subscriptions;

namespace Tombolo.Server.StandardClients.Subscriptions;

/// <summary>One side of a subscription inside a transaction: read, changed, written.</summary>
internal sealed class SubscriptionSide
{
    private readonly DbConnection _connection;
    private readonly string _owner;
    private readonly string _contact;

    public SubscriptionSide(DbConnection connection, string owner, string contact)
    {
        (_connection, _owner, _contact) = (connection, owner, contact);
        Item = RosterRows.Find(connection, owner, contact);
        State = SubscriptionState.Create(
            Item?.Subscription ?? RosterSubscription.None, Item?.IsAsking ?? false, SubscriptionRequestRows.Exists(connection, owner, contact));
    }

    public SubscriptionState State { get; private set; }

    /// <summary>The contact in the owner's roster; null when it is not there.</summary>
    public RosterItem? Item { get; private set; }

    /// <summary>What the owner's clients are to be told about the roster; null when nothing changed there.</summary>
    public RosterItem? Changed { get; private set; }

    /// <summary>Writes a new state.</summary>
    /// <param name="next">The state.</param>
    /// <param name="request">What the contact asked with, when it is a request that makes the state.</param>
    public void Become(SubscriptionState next, PresenceStanza? request = null)
    {
        BecomeInward(next.Inward, request);
        var before = Item ?? new RosterItem(Jid.Parse(_contact));
        var after = before with { Subscription = next.Subscription, IsAsking = next.Outward == Sight.Pending };
        if (after.Subscription != before.Subscription || after.IsAsking != before.IsAsking)
        {
            RosterRows.Put(_connection, _owner, after);
            Changed = Item = after;
        }

        State = next;
    }

    public void Remove()
    {
        RosterRows.Remove(_connection, _owner, _contact);
        Changed = new RosterItem(Jid.Parse(_contact)) { Subscription = RosterSubscription.Remove };
        Item = null;
    }

    private void BecomeInward(Sight next, PresenceStanza? request)
    {
        if (next == State.Inward)
        {
            return;
        }

        if (next == Sight.Pending)
        {
            SubscriptionRequestRows.Add(_connection, _owner, _contact, request ?? throw new ArgumentNullException(nameof(request)));
        }
        else if (State.Inward == Sight.Pending)
        {
            SubscriptionRequestRows.Remove(_connection, _owner, _contact);
        }
    }
}
