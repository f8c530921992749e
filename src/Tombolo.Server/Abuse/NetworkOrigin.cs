using System.Net;
using System.Net.Sockets;

namespace Tombolo.Server.Abuse;

/// <summary>What counts as one caller: an IPv4 address, or the /64 that an IPv6 customer usually owns.</summary>
internal static class NetworkOrigin
{
    private const int CustomerBytes = 8;
    private const int SiteBytes = 6;

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

        return Prefix(address, CustomerBytes);
    }

    /// <summary>The /48 around an IPv6 address, the most that one site is usually given; null for IPv4.</summary>
    public static string? WiderOf(IPAddress? address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } && !IsProxy(address) ? Prefix(address, SiteBytes) : null;

    /// <summary>
    /// The address from which a reverse proxy on this machine connects. Where it says who stands behind it (<c>X-Forwarded-For</c>), that address
    /// has taken its place already; where it cannot, as with XMPP over TCP, nobody may be blamed for what all of them do.
    /// </summary>
    public static bool IsProxy(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && (plain.Equals(IPAddress.Loopback) || plain.Equals(IPAddress.IPv6Loopback));
    }

    private static string Prefix(IPAddress address, int kept)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }
}
