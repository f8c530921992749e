using System.Net;
using System.Net.Sockets;

namespace Tombolo.Cli.Serving;

/// <summary>A port a process is about to listen on.</summary>
/// <param name="Number">The TCP port.</param>
/// <param name="Purpose">What it is for, in the words of an error message.</param>
internal sealed record ListenerPort(int Number, string Purpose)
{
    /// <summary>The flag that chooses another; null when a whole row of ports is chosen at once.</summary>
    public string? Flag { get; init; }

    /// <summary>Where it listens; null for both loopback addresses.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Why nobody can listen there, as the end of a sentence about the port; null when nothing is in the way.</summary>
    public string? Obstacle => Address is { } address ? ObstacleAt(address)
        : ObstacleAt(IPAddress.Loopback) ?? (Socket.OSSupportsIPv6 ? ObstacleAt(IPAddress.IPv6Loopback) : null);

    private string? ObstacleAt(IPAddress address)
    {
        try
        {
            using var listener = new TcpListener(address, Number);
            listener.Start();
            return null;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is taken by another program",
                SocketError.AccessDenied => "is not for this user: ports below 1024 need CAP_NET_BIND_SERVICE",
                SocketError.AddressNotAvailable when Address is not null => $"cannot be had: {Address} is no address of this machine",

                // A machine without this loopback address cannot have the port taken on it.
                _ => null,
            };
        }
    }
}
