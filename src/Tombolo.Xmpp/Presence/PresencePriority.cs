using System.Globalization;
using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Presence;

/// <summary><c>priority</c> of available presence (RFC 6121 section 4.7.2.3): negative means "do not send me what goes to the account".</summary>
public static class PresencePriority
{
    /// <summary>Reads it from a presence stanza; -128 to 127, and 0 when it is missing or no such number.</summary>
    public static int Read(XElement presence)
    {
        ArgumentNullException.ThrowIfNull(presence);
        var text = (string?)presence.Element(XName.Get("priority", KnownNamespace.JabberClient.Uri));
        return sbyte.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority) ? priority : 0;
    }
}
