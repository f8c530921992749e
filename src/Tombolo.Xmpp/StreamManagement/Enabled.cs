using System.Globalization;
using System.Xml.Linq;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary><c>enabled</c> (XEP-0198 section 3).</summary>
/// <param name="Id">By which the stream can be resumed; null when it cannot.</param>
/// <param name="Max">How long the server waits for that; null when not said.</param>
/// <param name="Location">Where to reconnect first, <c>host:port</c>; null for the same place.</param>
public sealed record Enabled(string? Id, TimeSpan? Max, string? Location)
{
    /// <summary>The element.</summary>
    public XElement ToElement()
    {
        var element = new XElement(EnableRequest.Namespace + "enabled");
        if (Id is not null)
        {
            element.Add(new XAttribute("id", Id), new XAttribute("resume", "true"));
        }

        if (Max is { } max)
        {
            element.Add(new XAttribute("max", (long)max.TotalSeconds));
        }

        if (Location is not null)
        {
            element.Add(new XAttribute("location", Location));
        }

        return element;
    }

    /// <summary>Reads the element; null when it is not this one.</summary>
    public static Enabled? Read(XElement? element)
    {
        if (element?.Name != EnableRequest.Namespace + "enabled")
        {
            return null;
        }

        var resumable = (string?)element!.Attribute("resume") is "true" or "1";
        return new Enabled(
            resumable ? (string?)element.Attribute("id") : null,
            uint.TryParse((string?)element.Attribute("max"), NumberStyles.None, CultureInfo.InvariantCulture, out var max) ? TimeSpan.FromSeconds(max) : null,
            (string?)element.Attribute("location"));
    }
}
