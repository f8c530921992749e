using System.Globalization;
using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.StreamLimits;

/// <summary>What a server announces of its bounds (XEP-0478).</summary>
/// <param name="MaxBytes">The most bytes in one first-level element; null when not said.</param>
/// <param name="IdleSeconds">The most seconds without a byte before the stream is checked or closed; null when not said.</param>
public sealed record StreamLimitsFeature(int? MaxBytes, int? IdleSeconds)
{
    /// <summary>The namespace of stream limits.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.StreamLimits.Uri;

    /// <summary>The element.</summary>
    public XElement ToElement()
    {
        var element = new XElement(Namespace + "limits");
        Add(element, "max-bytes", MaxBytes);
        Add(element, "idle-seconds", IdleSeconds);
        return element;
    }

    /// <summary>Reads the element; null when it is not there.</summary>
    public static StreamLimitsFeature? Read(XElement? element) => element?.Name == Namespace + "limits"
        ? new StreamLimitsFeature(Number(element!, "max-bytes"), Number(element!, "idle-seconds"))
        : null;

    private static void Add(XElement element, string name, int? value)
    {
        if (value is { } number)
        {
            element.Add(new XElement(Namespace + name, number));
        }
    }

    private static int? Number(XElement element, string name) =>
        int.TryParse((string?)element.Element(Namespace + name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
