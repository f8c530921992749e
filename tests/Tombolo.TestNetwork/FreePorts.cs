using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tombolo.TestNetwork;

/// <summary>Ports that are free on both loopback addresses, below those the system gives to outgoing connections.</summary>
internal static class FreePorts
{
    private const int First = 12_000;
    private const int Last = 30_000;

    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    public static int Take()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port) && Taken.TryAdd(port, true))
            {
                return port;
            }
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.AddressFamilyNotSupported || exception.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
