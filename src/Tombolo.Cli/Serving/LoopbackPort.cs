using System.Net;
using System.Net.Sockets;

namespace Tombolo.Cli.Serving;

/// <summary>A port a process is about to listen on, with the flag its owner would change.</summary>
/// <param name="Number">The TCP port.</param>
/// <param name="Purpose">What it is for, in the words of an error message.</param>
internal sealed record LoopbackPort(int Number, string Purpose)
{
    /// <summary>Whether somebody listens on the port already, on either loopback address.</summary>
    public bool IsTaken() => IsTaken(IPAddress.Loopback) || (Socket.OSSupportsIPv6 && IsTaken(IPAddress.IPv6Loopback));

    private bool IsTaken(IPAddress address)
    {
        try
        {
            using var listener = new TcpListener(address, Number);
            listener.Start();
            return false;
        }
        catch (SocketException refused)
        {
            // A machine without this loopback address cannot have the port taken on it.
            return refused.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied;
        }
    }
}
