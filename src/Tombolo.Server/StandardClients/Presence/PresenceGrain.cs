using Orleans.Placement;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.StandardClients.Roster;
using Tombolo.Server.StandardClients.Subscriptions;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.Presence;
using Tombolo.Xmpp.Subscriptions;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>Shows presence around. Decides nothing by itself: who may see whom stands in the store, and is read there each time.</summary>
[PreferLocalPlacement]
internal sealed class PresenceGrain(SubscriptionStore subscriptions, PresenceAudience audience, PresenceSweep sweep, IAccountGrains grains, Nodes nodes, TimeProvider time) : Grain, IPresenceGrain
{
    private readonly PresentClients _clients = new(nodes, time);

    private AccountAddress Account => AccountAddress.Parse(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        sweep.Forget(this);
        return Task.CompletedTask;
    }

    public Task ShowInterestAsync(ClientLink client, CancellationToken cancellationToken)
    {
        Know(client).IsInterested = true;
        return Task.CompletedTask;
    }

    public async Task<int> AnnounceAsync(ClientLink client, PresenceStanza presence, CancellationToken cancellationToken)
    {
        var known = Know(client);
        var wasAvailable = known.Presence is not null;
        known.Presence = presence.IsAvailable ? presence : null;
        if (!presence.IsAvailable)
        {
            return await TakeLeaveAsync(known, presence, wasAvailable, cancellationToken);
        }

        var members = await audience.ReadAsync(Account, cancellationToken);
        _clients.Show([presence], Account.ToString());
        var greeting = wasAvailable ? Task.CompletedTask : GreetAsync(known, members, cancellationToken);
        await Task.WhenAll(greeting, ShowAsync(Watchers(members), presence, cancellationToken));
        return members.Length;
    }

    public async Task<ErrorCode?> DirectAsync(ClientLink client, PresenceTarget target, PresenceStanza presence, CancellationToken cancellationToken)
    {
        var known = Know(client);
        if (!presence.IsAvailable)
        {
            known.Directed.Remove(target);
        }
        else if (!known.Directed.Contains(target) && known.Directed.Count == PresentClient.MaxDirected)
        {
            return ErrorCode.PolicyQuota;
        }
        else
        {
            known.Directed.Add(target);
        }

        if (await audience.MayMeetAsync(Account, target.Account, cancellationToken))
        {
            await ShowAsync([target], presence, cancellationToken);
        }

        return null;
    }

    public async Task<ErrorCode?> SubscribeAsync(AccountAddress contact, PresenceStanza stanza, CancellationToken cancellationToken) =>
        await CarryOutAsync(contact, await subscriptions.ApplyAsync(Account, contact, stanza, cancellationToken), cancellationToken);

    public async Task<ErrorCode?> RemoveContactAsync(AccountAddress contact, CancellationToken cancellationToken) =>
        await CarryOutAsync(contact, await subscriptions.RemoveAsync(Account, contact, cancellationToken), cancellationToken);

    public async Task HideFromAsync(AccountAddress blocked, CancellationToken cancellationToken)
    {
        var state = await subscriptions.ReadAsync(Account, blocked, cancellationToken);
        var other = grains.PresenceOf(blocked);
        if (state.Inward == Sight.Granted)
        {
            await other.SeeAsync(Gone(await GetPresentAsync(cancellationToken)), null, cancellationToken);
        }

        if (state.Outward == Sight.Granted)
        {
            _clients.Show(Gone(await other.GetPresentAsync(cancellationToken)), Account.ToString());
        }
    }

    public Task RemindAsync(ClientLink client, PresenceStanza? presence, bool isInterested, CancellationToken cancellationToken)
    {
        var known = Know(client);
        known.IsInterested |= isInterested;
        return presence is null || known.Presence is not null ? Task.CompletedTask : AnnounceAsync(client, presence, cancellationToken);
    }

    public async Task LeaveAsync(Guid session, CancellationToken cancellationToken)
    {
        if (_clients.Remove(session) is { } client)
        {
            var wasAvailable = client.Presence is not null && !_clients.IsReplaced(client);
            await TakeLeaveAsync(client, PresenceStanza.Create(PresenceType.Unavailable, client.Link.Address), wasAvailable, cancellationToken);
        }

        if (_clients.IsEmpty)
        {
            sweep.Forget(this);
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var session in _clients.Silent(PresenceSweep.LongestSilence))
        {
            await LeaveAsync(session, cancellationToken);
        }
    }

    public Task SeeAsync(PresenceStanza[] presences, string? address, CancellationToken cancellationToken)
    {
        _clients.Show(presences, Account.ToString(), address);
        return Task.CompletedTask;
    }

    public Task<PresenceStanza[]> GetPresentAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_clients.Available.Select(client => client.Presence!).ToArray());

    public Task PushRosterAsync(byte[] push, CancellationToken cancellationToken)
    {
        _clients.PushRoster(push);
        return Task.CompletedTask;
    }

    private static IEnumerable<PresenceTarget> Watchers(IEnumerable<AudienceMember> members) =>
        members.Where(member => member.Watches).Select(member => new PresenceTarget(member.Contact, null));

    private static PresenceStanza[] Gone(PresenceStanza[] present) =>
        Array.ConvertAll(present, presence => PresenceStanza.Create(PresenceType.Unavailable, presence.From));

    private PresentClient Know(ClientLink client)
    {
        DelayDeactivation(TimeSpan.MaxValue);
        sweep.Watch(this);
        return _clients.GetOrAdd(client);
    }

    /// <summary>Everybody who was told that the client is there is told that it went.</summary>
    private async Task<int> TakeLeaveAsync(PresentClient client, PresenceStanza presence, bool wasAvailable, CancellationToken cancellationToken)
    {
        var told = new HashSet<PresenceTarget>(client.Directed);
        client.Directed.Clear();
        if (wasAvailable)
        {
            _clients.Show([presence], Account.ToString());
            told.UnionWith(Watchers(await audience.ReadAsync(Account, cancellationToken)));
        }

        await ShowAsync(told, presence, cancellationToken);
        return told.Count;
    }

    private Task ShowAsync(IEnumerable<PresenceTarget> targets, PresenceStanza presence, CancellationToken cancellationToken) =>
        Task.WhenAll(targets.Select(target => grains.PresenceOf(target.Account).SeeAsync([presence], target.Address, cancellationToken)));

    /// <summary>A client that came is shown who is there already, and who asked while it was not (sections 4.2.2, 4.3 and 3.1.3).</summary>
    private async Task GreetAsync(PresentClient client, AudienceMember[] members, CancellationToken cancellationToken)
    {
        var requests = subscriptions.ReadRequestsAsync(Account, cancellationToken);
        var present = await Task.WhenAll(members.Where(member => member.IsWatched).Select(member => grains.PresenceOf(member.Contact).GetPresentAsync(cancellationToken)));
        var own = _clients.Available.Where(other => other != client).Select(other => other.Presence!);
        foreach (var presence in own.Concat(present.SelectMany(presences => presences)).Concat(await requests))
        {
            _clients.Push(client, presence.To(Account.ToString()));
        }
    }

    private async Task<ErrorCode?> CarryOutAsync(AccountAddress contact, SubscriptionOutcome outcome, CancellationToken cancellationToken)
    {
        var other = grains.PresenceOf(contact);
        if (outcome.OwnItem is { } item)
        {
            _clients.PushRoster(RosterPush.Write(item));
        }

        if (outcome.ContactItem is { } contactItem)
        {
            await other.PushRosterAsync(RosterPush.Write(contactItem), cancellationToken);
        }

        if (!outcome.IsBlocked)
        {
            await FollowAsync(other, contact, outcome, cancellationToken);
        }

        return outcome.Refusal;
    }

    /// <summary>Who sees the other from now on is shown what is there; who does not any more, that it went.</summary>
    private async Task FollowAsync(IPresenceGrain other, AccountAddress contact, SubscriptionOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Shown.Count > 0)
        {
            await other.SeeAsync([.. outcome.Shown], null, cancellationToken);
        }

        if (outcome.IsAnswered)
        {
            _clients.Show([PresenceStanza.Create(PresenceType.Subscribed, contact.ToString())], Account.ToString());
        }

        var (before, after) = (outcome.Before, outcome.After);
        if ((before.Inward == Sight.Granted) != (after.Inward == Sight.Granted))
        {
            var own = await GetPresentAsync(cancellationToken);
            await other.SeeAsync(after.Inward == Sight.Granted ? own : Gone(own), null, cancellationToken);
        }

        if ((before.Outward == Sight.Granted) != (after.Outward == Sight.Granted))
        {
            var present = await other.GetPresentAsync(cancellationToken);
            _clients.Show(after.Outward == Sight.Granted ? present : Gone(present), Account.ToString());
        }
    }
}
