using System.Globalization;
using System.Xml.Linq;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary>The attributes that <c>resume</c> and <c>resumed</c> share.</summary>
internal static class SequenceAttributes
{
    internal static bool TryRead(XElement? element, string name, out uint handled, out string? previous)
    {
        previous = (string?)element?.Attribute("previd");
        return uint.TryParse((string?)element?.Attribute("h"), NumberStyles.None, CultureInfo.InvariantCulture, out handled)
            && !string.IsNullOrEmpty(previous)
            && element!.Name == EnableRequest.Namespace + name;
    }
}
