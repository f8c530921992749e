using System.Net;
using System.Net.Sockets;

namespace Tombolo.Server.Cluster;

/// <summary>A loopback port for what listens only to this process, or for a moment.</summary>
public static class FreeLoopbackPort
{
    // Below the ports that systems give to outgoing connections (Linux: 32768 and up), so that none of those takes it before its listener does.
    private const int First = 12_000;
    private const int Last = 30_000;

    /// <summary>A port nobody listens on now.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
