using System.Net;
using System.Net.Sockets;

namespace Tombolo.Server.Abuse;

/// <summary>What counts as one caller: an IPv4 address, or the /64 that an IPv6 customer usually owns.</summary>
internal static class NetworkOrigin
{
    private const int PrefixBytes = 8;

    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
