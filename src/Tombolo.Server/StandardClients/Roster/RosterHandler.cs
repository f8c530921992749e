using Tombolo.Interop.Errors;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Routing;
using Tombolo.Server.StandardClients.Iqs;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Server.StandardClients.Subscriptions;
using Tombolo.Server.Storage;
using Tombolo.Xmpp.Roster;

namespace Tombolo.Server.StandardClients.Roster;

/// <summary>The roster of RFC 6121 section 2: read, changed one item at a time, each change pushed to all clients of the account.</summary>
internal sealed class RosterHandler(IDatabase database, IAccountGrains grains) : IStandardIqHandler
{
    private const int MaxNameLength = 200;
    private const int MaxGroups = 20;

    public string Namespace => RosterQuery.Namespace.NamespaceName;

    public async ValueTask<IqReply> HandleAsync(StandardIqRequest request, CancellationToken cancellationToken)
    {
        if (!request.IsOwn)
        {
            return IqReply.Error(ErrorCode.NotReachable);
        }

        var owner = request.Session.Device.Account.ToString();
        if (request.Type == IqType.Get)
        {
            // First, so that no change falls between what is read and what is pushed.
            await request.Session.Presence!.ShowInterestAsync(cancellationToken);
            return IqReply.Result(RosterQuery.ToElement(await database.ReadAsync(connection => RosterRows.ReadAll(connection, owner), cancellationToken)));
        }

        if (request.Payload.Elements().Count() != 1 || RosterQuery.Read(request.Payload) is not [var wish] || !IsSound(wish))
        {
            return IqReply.Error(ErrorCode.RequestMalformed);
        }

        var grain = grains.PresenceOf(request.Session.Device.Account);
        if (wish.Subscription == RosterSubscription.Remove)
        {
            return await grain.RemoveContactAsync(AccountAddress.Parse(wish.Address.ToString()), CancellationToken.None).WaitAsync(cancellationToken) is { } refusal
                ? IqReply.Error(refusal)
                : IqReply.Empty;
        }

        if (await PutAsync(owner, wish, cancellationToken) is not { } changed)
        {
            return IqReply.Error(ErrorCode.PolicyQuota);
        }

        await grain.PushRosterAsync(RosterPush.Write(changed), CancellationToken.None).WaitAsync(cancellationToken);
        return IqReply.Empty;
    }

    private static bool IsSound(RosterItem item) =>
        !item.Address.IsDomain && (item.Name?.Length ?? 0) <= MaxNameLength && item.Groups.Count <= MaxGroups && item.Groups.All(group => group.Length <= MaxNameLength);

    /// <summary>A client decides about name and groups; who sees whom is decided by presence alone (section 2.1.2.5). Null when the roster is full.</summary>
    private Task<RosterItem?> PutAsync(string owner, RosterItem wish, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            var known = RosterRows.Find(connection, owner, wish.Address.ToString());
            if (known is null && RosterRows.Count(connection, owner) >= SubscriptionStore.MaxContacts)
            {
                return null;
            }

            var changed = (known ?? new RosterItem(wish.Address)) with { Name = wish.Name, Groups = wish.Groups };
            RosterRows.Put(connection, owner, changed);
            return changed;
        },
        cancellationToken);
}
