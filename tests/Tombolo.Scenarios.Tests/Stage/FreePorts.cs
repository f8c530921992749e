using System.Net;
using System.Net.Sockets;

namespace Tombolo.Scenarios.Tests.Stage;

internal static class FreePorts
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
