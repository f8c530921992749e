using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;

namespace Tombolo.TestHost.Bare;

/// <summary>Account grains without a cluster: they attach whoever comes, take every message and keep nothing.</summary>
internal class BareGrains : DispatchProxy
{
    private readonly ConcurrentDictionary<string, IAccountGrain> _accounts = new(StringComparer.Ordinal);

    public IAccountFacts Facts { get; private set; } = null!;

    public static IGrainFactory Create(IAccountFacts facts)
    {
        var factory = Create<IGrainFactory, BareGrains>();
        ((BareGrains)(object)factory).Facts = facts;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        "GetGrain" when args![0] is string key => _accounts.GetOrAdd(key, address => BareAccountGrain.Create(AccountAddress.Parse(address), Facts)),
        _ => throw new NotSupportedException(targetMethod.ToString()),
    };
}
