using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Roster;

/// <summary>The <c>query</c> of the roster (RFC 6121 section 2.1.3): asked without items, answered, set and pushed with them.</summary>
public static class RosterQuery
{
    /// <summary>The namespace of the roster.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.Roster.Uri;

    /// <summary>The element.</summary>
    public static XElement ToElement(IEnumerable<RosterItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new XElement(Namespace + "query", items.Select(item => item.ToElement()));
    }

    /// <summary>The items of an answer or a push; those without a sound address are left out.</summary>
    public static IReadOnlyList<RosterItem> Read(XElement? element) =>
        [.. (element?.Elements(Namespace + "item") ?? []).Select(RosterItem.Read).OfType<RosterItem>()];
}
