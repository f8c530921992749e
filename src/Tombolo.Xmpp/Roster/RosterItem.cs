using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Roster;

/// <summary>One contact (RFC 6121 section 2.1.2).</summary>
/// <param name="Address">The contact's bare address.</param>
public sealed record RosterItem(Jid Address)
{
    private static readonly string[] Names = ["none", "to", "from", "both", "remove"];

    /// <summary>The name the owner gave; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Who sees whose presence.</summary>
    public RosterSubscription Subscription { get; init; }

    /// <summary>Whether the owner asked to see the contact's presence and has no answer yet.</summary>
    public bool IsAsking { get; init; }

    /// <summary>Groups the owner put the contact in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The element.</summary>
    public XElement ToElement()
    {
        XNamespace roster = KnownNamespace.Roster.Uri;
        return new XElement(
            roster + "item",
            new XAttribute("jid", Address.ToString()),
            Name is null ? null : new XAttribute("name", Name),
            new XAttribute("subscription", Names[(int)Subscription]),
            IsAsking ? new XAttribute("ask", "subscribe") : null,
            Groups.Select(group => new XElement(roster + "group", group)));
    }

    /// <summary>Reads the element; null when it has no sound bare address or an unknown subscription.</summary>
    public static RosterItem? Read(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        XNamespace roster = KnownNamespace.Roster.Uri;
        var subscription = Array.IndexOf(Names, (string?)element.Attribute("subscription") ?? "none");
        if (element.Name != roster + "item" || subscription < 0 || !Jid.TryParse(((string?)element.Attribute("jid")).AsSpan(), out var address) || !address.IsBare)
        {
            return null;
        }

        return new RosterItem(address)
        {
            Name = (string?)element.Attribute("name") is { Length: > 0 } name ? name : null,
            Subscription = (RosterSubscription)subscription,
            IsAsking = (string?)element.Attribute("ask") == "subscribe",
            Groups = [.. element.Elements(roster + "group").Select(group => group.Value).Where(group => group.Length > 0).Distinct(StringComparer.Ordinal)],
        };
    }
}
