using System.Globalization;
using System.Text;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Server.StandardClients;

/// <summary>What standard clients may count on. Service discovery and the table in <c>docs/standard-clients.md</c> are made from this list.</summary>
internal static class Specifications
{
    private static readonly Specification[] Table =
    [
        new("RFC 6120", "XMPP: Core", "STARTTLS or direct TLS, SASL, resource binding; every iq is answered by the host"),
        new("RFC 6121", "Instant Messaging and Presence", "all subscription states, presence between accounts of the domain, messages to accounts of the domain", KnownNamespace.Roster.Uri),
        new("RFC 3921", "Session establishment", "answered, does nothing", KnownNamespace.Session.Uri),
        new("RFC 7677", "SCRAM-SHA-256", "also with `-PLUS` inside TLS"),
        new("RFC 5802", "SCRAM-SHA-1", "also with `-PLUS` inside TLS"),
        new("RFC 5929", "Channel bindings for TLS", "`tls-server-end-point`; `tls-exporter` (RFC 9266) is not within reach of .NET's TLS"),
        new("RFC 4616", "SASL PLAIN", "inside TLS, and on loopback"),
        new("RFC 7622", "Address format", "complete"),
        new("XEP-0030", "Service Discovery", "information about the host; one short answer about every account", KnownNamespace.DiscoInfo.Uri),
        new("XEP-0030", "Service Discovery", "items: none", KnownNamespace.DiscoItems.Uri),
        new("XEP-0085", "Chat State Notifications", "passed on to who is there, never stored"),
        new("XEP-0092", "Software Version", "name and version of the host", "jabber:iq:version"),
        new("XEP-0115", "Entity Capabilities", "passed on in presence"),
        new("XEP-0160", "Handling Offline Messages", "kept 30 days, delivered at the next login", "msgoffline"),
        new("XEP-0198", "Stream Management", "acknowledgement after the message is on disk; resumption within five minutes"),
        new("XEP-0199", "XMPP Ping", "answered", KnownNamespace.Ping.Uri),
        new("XEP-0203", "Delayed Delivery", "on everything that comes late"),
        new("XEP-0334", "Message Processing Hints", "`no-store` and its like"),
        new("XEP-0352", "Client State Indication", "taken, changes nothing"),
        new("XEP-0440", "SASL Channel-Binding Type Capability", "complete"),
    ];

    /// <summary>What service discovery lists.</summary>
    public static IReadOnlyList<string> Features { get; } =
        [.. Table.Select(specification => specification.Feature).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>The table in Markdown.</summary>
    public static string ToMarkdown()
    {
        var page = new StringBuilder("| specification | name | degree |\n| --- | --- | --- |\n");
        foreach (var (number, title, degree, _) in Table)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {number} | {title} | {degree} |\n");
        }

        return page.ToString();
    }
}
