using System.Xml.Linq;

namespace Tombolo.Xmpp.Sasl2;

/// <summary>The client's own description of itself (XEP-0388 section 2.4.2). Declared, never proved.</summary>
/// <param name="Id">A UUID that stays the same for an installation; FAST tokens are tied to it. Null when not said.</param>
/// <param name="Software">The software's name, or null.</param>
/// <param name="Device">The device's name, or null.</param>
public sealed record Sasl2UserAgent(Guid? Id, string? Software, string? Device)
{
    internal XElement ToElement()
    {
        var element = new XElement(Sasl2Authenticate.Namespace + "user-agent");
        if (Id is { } id)
        {
            element.Add(new XAttribute("id", id.ToString("D")));
        }

        AddText(element, "software", Software);
        AddText(element, "device", Device);
        return element;
    }

    internal static Sasl2UserAgent? Read(XElement? element) => element is null
        ? null
        : new Sasl2UserAgent(
            Guid.TryParseExact((string?)element.Attribute("id"), "D", out var id) ? id : null,
            (string?)element.Element(Sasl2Authenticate.Namespace + "software"),
            (string?)element.Element(Sasl2Authenticate.Namespace + "device"));

    private static void AddText(XElement element, string name, string? value)
    {
        if (value is not null)
        {
            element.Add(new XElement(Sasl2Authenticate.Namespace + name, value));
        }
    }
}
