using System.Globalization;
using System.Xml.Linq;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary>The attributes that elements of stream management share.</summary>
internal static class SequenceAttributes
{
    /// <summary>A count below 2^32; null when it is missing or none.</summary>
    internal static uint? Read(XElement element, string attribute) =>
        uint.TryParse((string?)element.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    internal static bool TryRead(XElement? element, string name, out uint handled, out string? previous)
    {
        previous = (string?)element?.Attribute("previd");
        return uint.TryParse((string?)element?.Attribute("h"), NumberStyles.None, CultureInfo.InvariantCulture, out handled)
            && !string.IsNullOrEmpty(previous)
            && element!.Name == EnableRequest.Namespace + name;
    }
}
