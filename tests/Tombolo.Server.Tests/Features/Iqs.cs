using System.Xml.Linq;
using Tombolo.Interop.Enlistment;

namespace Tombolo.Server.Tests.Features;

/// <summary>The payloads devices send.</summary>
internal static class Iqs
{
    public static readonly XNamespace Settings = "urn:tombolo:settings:0";
    public static readonly XNamespace Consent = "urn:tombolo:consent:0";
    public static readonly XNamespace Lookup = "urn:tombolo:lookup:0";
    public static readonly XNamespace Keys = "urn:tombolo:keys:0";
    public static readonly XNamespace Account = "urn:tombolo:account:0";

    public static XElement ThirdPartyChats(bool enabled, params string[] partners) => new(
        Settings + "third-party-chats",
        new XAttribute("enabled", enabled),
        partners.Select(id => new XElement(Settings + "partner", new XAttribute("id", id), new XAttribute("enabled", true))));

    public static XElement Decide(string verb, Enrolled peer) => new(Consent + verb, new XAttribute("jid", peer.Account));

    public static XElement Find(string type, string value, string? partner = null) => new(Lookup + "lookup", new XElement(
        Lookup + "identifier", new XAttribute("type", type), new XAttribute("value", value), partner is null ? null : new XAttribute("partner", partner)));

    public static XElement Bundle => new(Keys + "bundle", new XAttribute("device", 1));

    public static XElement Devices => new(Keys + "devices");
}
