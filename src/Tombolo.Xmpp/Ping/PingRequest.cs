using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Ping;

/// <summary>A ping (XEP-0199): an iq of type get that is answered by an empty result.</summary>
public static class PingRequest
{
    /// <summary>The namespace of pings.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.Ping.Uri;

    /// <summary>The payload.</summary>
    public static XElement ToElement() => new(Namespace + "ping");
}
