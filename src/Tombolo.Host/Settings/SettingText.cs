using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tombolo.Host.Settings;

/// <summary>The shapes that texts in settings may have.</summary>
internal static class SettingText
{
    private static readonly IPNetwork[] PrivateNetworks =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    public static bool IsDomain(string text) =>
        text.Length is > 0 and <= 200 && text.Split('.').All(static label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(IsLabelCharacter));

    public static bool IsPartnerId(string text) =>
        text.Length is > 0 and <= 32 && char.IsAsciiLetterLower(text[0]) && text[^1] != '-' && text.All(IsLabelCharacter);

    public static bool IsWebUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" } && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;

    /// <summary>A way to reach somebody as a URI, on one line of a file that is made of lines.</summary>
    public static bool IsContact(string text) =>
        text.Length <= 256 && text.All(static character => character is > ' ' and < '\u007f')
        && Uri.TryCreate(text, UriKind.Absolute, out var contact) && contact.Scheme switch
        {
            "https" => contact.UserInfo.Length == 0,
            "mailto" => contact is { UserInfo.Length: > 0, Host.Length: > 0 },
            "tel" => contact.AbsolutePath is ['+', _, ..] && contact.AbsolutePath[1..].All(static digit => char.IsAsciiDigit(digit) || digit == '-'),
            _ => false,
        };

    /// <summary>An address of this machine itself with a port, such as <c>127.0.0.1:5222</c> or <c>[::1]:5222</c>; null for anything else.</summary>
    public static IPEndPoint? LoopbackEndpoint(string text) =>
        Endpoint(text) is { } endpoint && IPAddress.IsLoopback(endpoint.Address) ? endpoint : null;

    /// <summary>An IP address with a port; null for anything else.</summary>
    public static IPEndPoint? Endpoint(string text) =>
        IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out var endpoint) && endpoint.Port != 0 ? endpoint : null;

    /// <summary>An address of this machine or of a private network (RFC 1918, RFC 4193, RFC 6598 and link-local ones); null for anything else.</summary>
    public static IPAddress? PrivateAddress(string text) => IPAddress.TryParse(text, out var address) && (IPAddress.IsLoopback(address) || IsPrivate(address)) ? address : null;

    /// <summary>A name or an address, IPv6 in brackets, and a port (RFC 6120 section 4.9.3.19).</summary>
    public static bool IsHostAndPort(string text) =>
        text.LastIndexOf(':') is > 0 and var colon && (IsDomain(text[..colon]) || IsBracketedAddress(text[..colon])) && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;

    private static bool IsBracketedAddress(string text) =>
        text is ['[', .., ']'] && !text.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(text[1..^1], out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool IsPrivate(IPAddress address) => PrivateNetworks.Any(network => network.Contains(address));

    private static bool IsLabelCharacter(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-';
}
