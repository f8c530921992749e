namespace Tombolo.Server.Tests.Features;

/// <summary>Tests against one host; they run one after the other.</summary>
public abstract class HostedTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private protected FeatureHost Host => shared.Host;
}
