using System.Globalization;
using System.Xml.Linq;
using Tombolo.Xmpp.Errors;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary><c>failed</c> (XEP-0198 sections 3 and 5): management was not enabled, or the stream not resumed.</summary>
public sealed record ResumeFailed
{
    private static readonly XNamespace Stanzas = KnownNamespace.StanzaErrors.Uri;

    /// <summary>Why.</summary>
    public StanzaErrorCondition Condition { get; init; } = StanzaErrorCondition.ItemNotFound;

    /// <summary>What the lost stream had handled, when the server still knows: those need no repeat. Null when it does not.</summary>
    public uint? Handled { get; init; }

    /// <summary>The element.</summary>
    public XElement ToElement()
    {
        var element = new XElement(EnableRequest.Namespace + "failed", new XElement(Stanzas + Condition.WireName));
        if (Handled is { } handled)
        {
            element.Add(new XAttribute("h", handled));
        }

        return element;
    }

    /// <summary>Reads the element; null when it is not this one.</summary>
    public static ResumeFailed? Read(XElement? element) => element?.Name != EnableRequest.Namespace + "failed"
        ? null
        : new ResumeFailed
        {
            Condition = StanzaErrorNames.ParseCondition(element!.Elements().FirstOrDefault(child => child.Name.Namespace == Stanzas)?.Name.LocalName),
            Handled = uint.TryParse((string?)element.Attribute("h"), NumberStyles.None, CultureInfo.InvariantCulture, out var handled) ? handled : null,
        };
}
