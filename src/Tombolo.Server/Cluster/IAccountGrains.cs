using Tombolo.Server.Accounts;
using Tombolo.Server.StandardClients.Presence;

namespace Tombolo.Server.Cluster;

/// <summary>The grains of an account, wherever they live.</summary>
internal interface IAccountGrains
{
    /// <summary>What knows the account's sessions and mailboxes.</summary>
    IAccountGrain Of(AccountAddress account);

    /// <summary>What knows the presence of its standard clients.</summary>
    IPresenceGrain PresenceOf(AccountAddress account);
}
