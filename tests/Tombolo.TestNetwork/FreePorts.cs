using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tombolo.TestNetwork;

/// <summary>Ports that are free on both loopback addresses, below those the system gives to outgoing connections: one of those can be gone between the look and the use.</summary>
internal static class FreePorts
{
    private const int First = 12_000;
    private const int Last = 30_000;

    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    public static int Take() => TakeRow(1);

    /// <summary>The first of <paramref name="count"/> free ports in a row, none of which this process is given again.</summary>
    public static int TakeRow(int count)
    {
        while (true)
        {
            var first = Random.Shared.Next(First, Last);
            if (Enumerable.Range(first, count).All(static port => Taken.TryAdd(port, true) && IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port)))
            {
                return first;
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
