using System.Xml.Linq;
using Tombolo.Server.Partners;

namespace Tombolo.Server.Consent.ThirdPartyChats;

/// <summary><c>&lt;third-party-chats enabled='' inbox=''&gt;</c> with every partner that is available now.</summary>
internal static class ThirdPartyChatsElement
{
    public static XNamespace Namespace { get; } = "urn:tombolo:settings:0";

    public static XElement Write(ThirdPartySettings settings, IEnumerable<Partner> available) => new(
        Namespace + "third-party-chats",
        new XAttribute("enabled", settings.Enabled),
        new XAttribute("inbox", settings.Inbox),
        available.Select(partner => new XElement(
            Namespace + "partner",
            new XAttribute("id", partner.Id),
            new XAttribute("name", partner.Name),
            new XAttribute("shape", partner.IdentifierType),
            new XAttribute("enabled", settings.Partners.Contains(partner.Id)))));

    /// <summary>Applies what a device sent to the settings as they are: what is left out stays. Null when it says something impossible.</summary>
    public static ThirdPartySettings? Apply(XElement element, ThirdPartySettings current, IReadOnlyList<Partner> available)
    {
        var enabled = current.Enabled;
        if (element.Attribute("enabled") is { } switched && !TryRead(switched.Value, out enabled))
        {
            return null;
        }

        var inbox = (string?)element.Attribute("inbox") ?? current.Inbox;
        var partners = new HashSet<string>(current.Partners, StringComparer.Ordinal);
        foreach (var child in element.Elements(Namespace + "partner"))
        {
            if ((string?)child.Attribute("id") is not { } id
                || !available.Any(partner => partner.Id == id)
                || !TryRead((string?)child.Attribute("enabled") ?? "true", out var wanted))
            {
                return null;
            }

            _ = wanted ? partners.Add(id) : partners.Remove(id);
        }

        return inbox is ThirdPartySettings.SeparateInbox or ThirdPartySettings.CombinedInbox ? new ThirdPartySettings(enabled, inbox, partners) : null;
    }

    // xs:boolean has four spellings.
    private static bool TryRead(string text, out bool value)
    {
        value = text is "true" or "1";
        return value || text is "false" or "0";
    }
}
