using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.ChannelBinding;

/// <summary>The channel-binding types a server can check on this connection (XEP-0440), such as <c>tls-exporter</c>.</summary>
public static class ChannelBindingFeature
{
    /// <summary>The namespace of the announcement.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.SaslChannelBinding.Uri;

    /// <summary>The element.</summary>
    public static XElement ToElement(IEnumerable<string> types) =>
        new(Namespace + "sasl-channel-binding", types.Select(type => new XElement(Namespace + "channel-binding", new XAttribute("type", type))));

    /// <summary>Reads the element; empty when it is not there.</summary>
    public static IReadOnlyList<string> Read(XElement? element) =>
        element?.Elements(Namespace + "channel-binding").Select(type => (string?)type.Attribute("type") ?? "").ToList() ?? [];
}
