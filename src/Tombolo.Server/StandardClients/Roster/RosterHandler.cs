using System.Xml.Linq;
using Tombolo.Interop.Errors;
using Tombolo.Server.Cluster;
using Tombolo.Server.Routing;
using Tombolo.Server.StandardClients.Iqs;
using Tombolo.Server.Storage;
using Tombolo.Xmpp.Roster;

namespace Tombolo.Server.StandardClients.Roster;

/// <summary>The roster of RFC 6121 section 2: read, changed one item at a time, each change pushed to all clients of the account.</summary>
internal sealed class RosterHandler(IDatabase database, IGrainFactory grains) : IStandardIqHandler
{
    private const int MaxItems = 2_000;
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
            return IqReply.Result(RosterQuery.ToElement(await database.ReadAsync(connection => RosterRows.ReadAll(connection, owner), cancellationToken)));
        }

        if (request.Payload.Elements().Count() != 1 || RosterQuery.Read(request.Payload) is not [var wish] || !IsBounded(wish))
        {
            return IqReply.Error(ErrorCode.RequestMalformed);
        }

        if (await ChangeAsync(owner, wish, cancellationToken) is not { } changed)
        {
            return IqReply.Error(wish.Subscription == RosterSubscription.Remove ? ErrorCode.NotFound : ErrorCode.PolicyQuota);
        }

        await PushAsync(owner, changed, cancellationToken);
        return IqReply.Empty;
    }

    private static bool IsBounded(RosterItem item) =>
        (item.Name?.Length ?? 0) <= MaxNameLength && item.Groups.Count <= MaxGroups && item.Groups.All(group => group.Length <= MaxNameLength);

    /// <summary>A client decides about name and groups; who sees whom is decided by presence alone (section 2.1.2.5).</summary>
    private Task<RosterItem?> ChangeAsync(string owner, RosterItem wish, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            var contact = wish.Address.ToString();
            if (wish.Subscription == RosterSubscription.Remove)
            {
                return RosterRows.Remove(connection, owner, contact) ? new RosterItem(wish.Address) { Subscription = RosterSubscription.Remove } : null;
            }

            var known = RosterRows.Find(connection, owner, contact);
            if (known is null && RosterRows.Count(connection, owner) >= MaxItems)
            {
                return null;
            }

            var changed = (known ?? new RosterItem(wish.Address)) with { Name = wish.Name, Groups = wish.Groups };
            RosterRows.Put(connection, owner, changed);
            return changed;
        },
        cancellationToken);

    private Task PushAsync(string owner, RosterItem item, CancellationToken cancellationToken)
    {
        XNamespace client = "jabber:client";
        var push = new XElement(
            client + "iq", new XAttribute("type", "set"), new XAttribute("id", "push-" + Guid.NewGuid().ToString("N")), RosterQuery.ToElement([item]));
        return grains.GetGrain<IAccountGrain>(owner).PushToStandardAsync(System.Text.Encoding.UTF8.GetBytes(push.ToString(SaveOptions.DisableFormatting)), cancellationToken);
    }
}
