namespace Tombolo.Floods.Tests;

/// <summary>One server for all floods of a class: it has to stand them one after another.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal FloodedServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await FloodedServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
