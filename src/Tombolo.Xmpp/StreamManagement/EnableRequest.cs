using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary><c>enable</c> (XEP-0198 section 3).</summary>
/// <param name="Resume">Whether the client wants to be able to resume.</param>
public sealed record EnableRequest(bool Resume)
{
    /// <summary>The namespace of stream management.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.StreamManagement.Uri;

    /// <summary>The element.</summary>
    public XElement ToElement() => new(Namespace + "enable", Resume ? new XAttribute("resume", "true") : null);

    /// <summary>Reads the element; null when it is not this one.</summary>
    public static EnableRequest? Read(XElement? element) =>
        element?.Name == Namespace + "enable" ? new EnableRequest((string?)element!.Attribute("resume") is "true" or "1") : null;
}
