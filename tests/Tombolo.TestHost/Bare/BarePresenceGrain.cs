using System.Reflection;
using Tombolo.Server.StandardClients.Presence;

namespace Tombolo.TestHost.Bare;

/// <summary>The presence of an account whom nobody watches.</summary>
internal class BarePresenceGrain : BareGrain
{
    private BarePatience? _patience;

    public static IPresenceGrain Create(BarePatience patience)
    {
        var grain = Create<IPresenceGrain, BarePresenceGrain>();
        ((BarePresenceGrain)(object)grain)._patience = patience;
        return grain;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IPresenceGrain.AnnounceAsync) ? AnnounceAsync() : Nothing(targetMethod.ReturnType);

    private async Task<int> AnnounceAsync()
    {
        await _patience!.Announcing();
        return 0;
    }
}
