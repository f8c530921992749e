using System.Buffers;
using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Roster;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Server.StandardClients.Roster;

/// <summary>The iq that tells a client of one changed item (RFC 6121 section 2.1.6).</summary>
internal static class RosterPush
{
    private static readonly XNamespace Client = KnownNamespace.JabberClient.Uri;

    public static byte[] Write(RosterItem item)
    {
        var output = new ArrayBufferWriter<byte>();
        output.WriteElement(new XElement(
            Client + "iq", new XAttribute("type", "set"), new XAttribute("id", "push-" + Guid.NewGuid().ToString("N")), RosterQuery.ToElement([item])));
        return output.WrittenSpan.ToArray();
    }
}
