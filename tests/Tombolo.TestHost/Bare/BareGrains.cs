using System.Reflection;
using Orleans;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.StandardClients.Presence;

namespace Tombolo.TestHost.Bare;

/// <summary>Account grains without a cluster: they attach whoever comes, take every message and keep nothing.</summary>
internal class BareGrains : DispatchProxy
{
    public IAccountFacts Facts { get; private set; } = null!;

    public BarePatience Patience { get; private set; } = null!;

    public static IGrainFactory Create(IAccountFacts facts, BarePatience patience)
    {
        var factory = Create<IGrainFactory, BareGrains>();
        ((BareGrains)(object)factory).Facts = facts;
        ((BareGrains)(object)factory).Patience = patience;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        "GetGrain" when targetMethod.ReturnType == typeof(IPresenceGrain) => BarePresenceGrain.Create(Patience),
        "GetGrain" when targetMethod.ReturnType != typeof(IAccountGrain) => Create(targetMethod.ReturnType, typeof(BareGrain)),
        "GetGrain" when args![0] is string key => BareAccountGrain.Create(AccountAddress.Parse(key), Facts, Patience),
        _ => throw new NotSupportedException(targetMethod.ToString()),
    };
}
