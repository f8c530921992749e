using System.Xml.Linq;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Settings;

/// <summary>The third-party chats setting as XML.</summary>
internal static class SettingsElements
{
    private static readonly XName Root = Names.Settings + "third-party-chats";

    public static XElement Question() => new(Root);

    public static XElement Write(bool enabled, InboxStyle inbox, IReadOnlyCollection<string> ticked, IEnumerable<PartnerChoice> known)
    {
        var partners = known.Select(partner => partner.Id).Union(ticked, StringComparer.Ordinal);
        return new XElement(
            Root,
            new XAttribute("enabled", enabled ? "true" : "false"),
            new XAttribute("inbox", inbox == InboxStyle.Combined ? "combined" : "separate"),
            partners.Select(id => new XElement(
                Names.Settings + "partner", new XAttribute("id", id), new XAttribute("enabled", ticked.Contains(id) ? "true" : "false"))));
    }

    public static ThirdPartyChats? Read(XElement? element) => element?.Name != Root ? null : new ThirdPartyChats(
        element.Flag("enabled"),
        element.Text("inbox") == "combined" ? InboxStyle.Combined : InboxStyle.Separate,
        [.. element.Elements(Names.Settings + "partner").Where(partner => partner.Text("id") is not null).Select(partner => new PartnerChoice(
            partner.Text("id")!, partner.Text("name") ?? partner.Text("id")!, partner.Text("shape") ?? "email", partner.Flag("enabled")))]);
}
