using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Disco;

/// <summary>What belongs to an entity (XEP-0030 section 4).</summary>
public static class DiscoItems
{
    /// <summary>The namespace of questions and answers.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.DiscoItems.Uri;

    /// <summary>The question; <paramref name="node"/> null for the entity itself.</summary>
    public static XElement Query(string? node = null) => new(Namespace + "query", node is null ? null : new XAttribute("node", node));

    /// <summary>The answer, repeating the question's node.</summary>
    public static XElement ToElement(IEnumerable<DiscoItem> items, string? node = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        var element = Query(node);
        foreach (var item in items)
        {
            element.Add(new XElement(
                Namespace + "item",
                new XAttribute("jid", item.Jid.ToString()),
                item.Node is null ? null : new XAttribute("node", item.Node),
                item.Name is null ? null : new XAttribute("name", item.Name)));
        }

        return element;
    }

    /// <summary>Reads an answer; items without a sound address are left out.</summary>
    public static IReadOnlyList<DiscoItem> Read(XElement? element)
    {
        var items = new List<DiscoItem>();
        foreach (var item in element?.Elements(Namespace + "item") ?? [])
        {
            if (Jid.TryParse(((string?)item.Attribute("jid")).AsSpan(), out var jid))
            {
                items.Add(new DiscoItem(jid, (string?)item.Attribute("node"), (string?)item.Attribute("name")));
            }
        }

        return items;
    }
}
