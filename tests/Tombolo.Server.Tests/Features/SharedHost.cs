namespace Tombolo.Server.Tests.Features;

/// <summary>One host for all tests of a class, which leave its clock and its partner as they were.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private FeatureHost? _host;

    internal FeatureHost Host => _host!;

    public async ValueTask InitializeAsync() => _host = await FeatureHost.StartAsync();

    public ValueTask DisposeAsync() => _host!.DisposeAsync();
}
