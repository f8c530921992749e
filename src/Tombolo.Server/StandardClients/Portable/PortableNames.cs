using System.Xml.Linq;

namespace Tombolo.Server.StandardClients.Portable;

/// <summary>The vocabulary of XEP-0227 (portable import/export, 1.1) as far as this host has something to say in it, and our own words for the rest.</summary>
internal static class PortableNames
{
    public const string Namespace = "urn:xmpp:pie:0";
    public const string ScramNamespace = "urn:xmpp:pie:0#scram";

    /// <summary>What XEP-0227 has no word for: what a person is called by and where.</summary>
    public const string OwnNamespace = "urn:tombolo:pie:0";

    public static readonly XNamespace Pie = Namespace;
    public static readonly XNamespace Scram = ScramNamespace;
    public static readonly XNamespace Own = OwnNamespace;
    public static readonly XNamespace Roster = "jabber:iq:roster";
    public static readonly XNamespace Client = "jabber:client";
}
