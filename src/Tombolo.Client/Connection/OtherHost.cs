using System.Globalization;
using Tombolo.Interop.Enlistment;

namespace Tombolo.Client.Connection;

/// <summary>What <c>see-other-host</c> names (RFC 6120 section 4.9.3.19).</summary>
internal static class OtherHost
{
    /// <summary>Reads <c>host:port</c>, an IPv6 address in brackets. Null for anything else, also for a host without a port: our hosts always name one.</summary>
    public static XmppEndpoint? Read(string? text)
    {
        var colon = text?.LastIndexOf(':') ?? -1;
        if (text is null || colon < 1 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            return null;
        }

        var host = text[..colon];
        var name = host is ['[', .., ']'] ? host[1..^1] : host;
        var isAddress = Uri.CheckHostName(name) == UriHostNameType.IPv6;
        return isAddress == (name != host) && (isAddress || Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4) ? new XmppEndpoint(name, port) : null;
    }
}
