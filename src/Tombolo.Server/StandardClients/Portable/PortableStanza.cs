using System.Text;
using System.Xml;
using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Delay;

namespace Tombolo.Server.StandardClients.Portable;

/// <summary>Waiting messages, between what mailboxes keep and what XEP-0227 carries (section 4.3): there the time is a delay stamp.</summary>
internal static class PortableStanza
{
    private const int MaxBytes = 256 << 10;
    private const string EndTag = "</message>";

    /// <summary>Writes a mailbox entry of standard clients. What does not read as XML any more is left out.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool Write(XmlWriter writer, byte[] content, DateTimeOffset storedAt)
    {
        try
        {
            var message = XElement.Parse(Encoding.UTF8.GetString(content) + EndTag, LoadOptions.PreserveWhitespace);
            message.Add(new XElement(DelayStamp.Namespace + "delay", new XAttribute("stamp", storedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null))));
            message.WriteTo(writer);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>Null when it is no message that can be delivered: no sender, no time, too large.</summary>
    public static PortableMessage? Read(XElement message)
    {
        var stamp = message.Elements(DelayStamp.Namespace + "delay").LastOrDefault();
        if (message.Name != PortableNames.Client + "message" || DelayStamp.Read(stamp) is not { } storedAt
            || !Jid.TryParse(((string?)message.Attribute("from")).AsSpan(), out _) || !Jid.TryParse(((string?)message.Attribute("to")).AsSpan(), out _))
        {
            return null;
        }

        stamp!.Remove();
        if (message.IsEmpty || !message.Nodes().Any())
        {
            return null;
        }

        var text = message.ToString(SaveOptions.DisableFormatting);
        var content = Encoding.UTF8.GetBytes(text[..^EndTag.Length]);
        return content.Length <= MaxBytes && text.EndsWith(EndTag, StringComparison.Ordinal) ? new PortableMessage(content, storedAt) : null;
    }
}
