using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.StandardClients.Presence;

namespace Tombolo.TestHost.Bare;

/// <summary>Account grains without a cluster: they attach whoever comes, take every message and keep nothing.</summary>
internal sealed class BareGrains(IAccountFacts facts, BarePatience patience) : IAccountGrains
{
    public IAccountGrain Of(AccountAddress account) => BareAccountGrain.Create(account, facts, patience);

    public IPresenceGrain PresenceOf(AccountAddress account) => BarePresenceGrain.Create(patience);
}
