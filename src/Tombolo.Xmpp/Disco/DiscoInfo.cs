using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Disco;

/// <summary>What an entity is and can do (XEP-0030 section 3).</summary>
/// <param name="Identities">What it is; at least one in an answer.</param>
/// <param name="Features">The namespaces it supports.</param>
public sealed record DiscoInfo(IReadOnlyList<DiscoIdentity> Identities, IReadOnlyList<string> Features)
{
    /// <summary>The namespace of questions and answers.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.DiscoInfo.Uri;

    /// <summary>The question; <paramref name="node"/> null for the entity itself.</summary>
    public static XElement Query(string? node = null) => new(Namespace + "query", node is null ? null : new XAttribute("node", node));

    /// <summary>The answer, repeating the question's node.</summary>
    public XElement ToElement(string? node = null)
    {
        var element = Query(node);
        foreach (var identity in Identities)
        {
            element.Add(new XElement(
                Namespace + "identity",
                new XAttribute("category", identity.Category),
                new XAttribute("type", identity.Type),
                identity.Name is null ? null : new XAttribute("name", identity.Name)));
        }

        element.Add(Features.Select(feature => new XElement(Namespace + "feature", new XAttribute("var", feature))));
        return element;
    }

    /// <summary>Reads an answer; null when it is none.</summary>
    public static DiscoInfo? Read(XElement? element) => element?.Name != Namespace + "query"
        ? null
        : new DiscoInfo(
            element!.Elements(Namespace + "identity")
                .Select(identity => new DiscoIdentity((string?)identity.Attribute("category") ?? "", (string?)identity.Attribute("type") ?? "", (string?)identity.Attribute("name")))
                .ToList(),
            element!.Elements(Namespace + "feature").Select(feature => (string?)feature.Attribute("var") ?? "").ToList());
}
