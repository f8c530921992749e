using Tombolo.Client.Login;

namespace Tombolo.Client.Connection;

/// <summary>A connection that has logged in, or was refused.</summary>
internal sealed class Entrance(IXmppTransport transport, LoginOutcome login) : IAsyncDisposable
{
    public IXmppTransport Transport { get; } = transport;

    public LoginOutcome Login { get; } = login;

    public ValueTask DisposeAsync() => Transport.DisposeAsync();
}
