using Orleans.Runtime;
using Tombolo.Server.Accounts;
using Tombolo.Server.StandardClients.Presence;

namespace Tombolo.Server.Cluster;

// Orleans reads attributes and writes names of types each time it is asked for a grain by its interface, which was a fortieth of what a login costs. So it is
// asked once for each interface.
internal sealed class AccountGrains(IGrainFactory grains) : IAccountGrains
{
    private readonly Lazy<Kind> _accounts = new(() => KindOf(grains.GetGrain<IAccountGrain>("any")));
    private readonly Lazy<Kind> _presences = new(() => KindOf(grains.GetGrain<IPresenceGrain>("any")));

    public IAccountGrain Of(AccountAddress account) => (IAccountGrain)Find(_accounts.Value, account);

    public IPresenceGrain PresenceOf(AccountAddress account) => (IPresenceGrain)Find(_presences.Value, account);

    private static Kind KindOf(IAddressable example) => new(example.GetGrainId().Type, ((GrainReference)example).InterfaceType);

    private IAddressable Find(Kind kind, AccountAddress account) => grains.GetGrain(GrainId.Create(kind.Type, account.ToString()), kind.Interface);

    private sealed record Kind(GrainType Type, GrainInterfaceType Interface);
}
