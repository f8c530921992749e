using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Cluster;
using Tombolo.Server.Streams;

namespace Tombolo.Server.Transport;

/// <summary>Every open client connection of this node.</summary>
internal sealed class ClientConnections(IServiceProvider services)
{
    private static readonly ObjectFactory<LoginNegotiation> NewLogin = ActivatorUtilities.CreateFactory<LoginNegotiation>([]);

    private readonly ConcurrentDictionary<ClientConnection, byte> _open = [];
    private volatile bool _isClosed;

    /// <summary>As they come and go, not a copy: the sweeper looks every second, and there may be many.</summary>
    public IEnumerable<ClientConnection> Open => _open.Select(static entry => entry.Key);

    public int Count => _open.Count;

    /// <summary>The host stops or is drained: whoever comes from now on is turned away at once, and may look for another node.</summary>
    public void Close() => _isClosed = true;

    /// <summary>It goes on after all.</summary>
    public void Reopen() => _isClosed = false;

    /// <summary>Ends every stream and tells its client where to go on.</summary>
    public void SendAway(Farewell farewell)
    {
        foreach (var connection in Open)
        {
            connection.End(farewell.To(connection));
        }
    }

    /// <summary>Cuts what is still open.</summary>
    public void Abort()
    {
        foreach (var connection in Open)
        {
            connection.Abort();
        }
    }

    /// <summary>Runs a connection over this transport to its end.</summary>
    public async Task RunAsync(IStreamTransport transport, CancellationToken cancellationToken)
    {
        if (_isClosed)
        {
            transport.Abort();
            return;
        }

        var connection = new ClientConnection(transport, services.GetRequiredService<SessionServices>(), NewLogin(services, null));
        _open.TryAdd(connection, 0);
        try
        {
            await connection.RunAsync(cancellationToken);
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    }
}
