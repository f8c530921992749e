using System.Xml.Linq;
using Tombolo.Xmpp.Bind2;
using Tombolo.Xmpp.Fast;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Xmpp.Sasl2;

/// <summary>What a server offers under SASL2 (XEP-0388 section 2.2): mechanisms, and what may come along in the same step.</summary>
public sealed record Sasl2Feature
{
    /// <summary>Mechanisms for passwords and bearer tokens, strongest first.</summary>
    public required IReadOnlyList<string> Mechanisms { get; init; }

    /// <summary>Mechanisms for FAST tokens; empty when FAST is not offered.</summary>
    public IReadOnlyList<string> FastMechanisms { get; init; } = [];

    /// <summary>Whether Bind2 is offered, and the features it can turn on, such as <c>urn:xmpp:sm:3</c>; null when it is not.</summary>
    public IReadOnlyList<string>? BindFeatures { get; init; }

    /// <summary>Whether a stream may be resumed in the same step.</summary>
    public bool StreamManagement { get; init; }

    /// <summary>The element.</summary>
    public XElement ToElement()
    {
        var inline = new XElement(Sasl2Authenticate.Namespace + "inline");
        if (BindFeatures is not null)
        {
            var features = BindFeatures.Select(feature => new XElement(BindRequest.Namespace + "feature", new XAttribute("var", feature)));
            inline.Add(new XElement(BindRequest.Namespace + "bind", new XElement(BindRequest.Namespace + "inline", features)));
        }

        if (StreamManagement)
        {
            inline.Add(new XElement(ResumeRequest.Namespace + "sm"));
        }

        if (FastMechanisms.Count > 0)
        {
            inline.Add(new XElement(FastToken.Namespace + "fast", Named(FastToken.Namespace, FastMechanisms)));
        }

        return new XElement(Sasl2Authenticate.Namespace + "authentication", Named(Sasl2Authenticate.Namespace, Mechanisms), inline);
    }

    /// <summary>Reads the element; null when it is not there.</summary>
    public static Sasl2Feature? Read(XElement? element)
    {
        if (element is null || element.Name != Sasl2Authenticate.Namespace + "authentication")
        {
            return null;
        }

        var inline = element.Element(Sasl2Authenticate.Namespace + "inline");
        var bind = inline?.Element(BindRequest.Namespace + "bind");
        return new Sasl2Feature
        {
            Mechanisms = Names(element, Sasl2Authenticate.Namespace),
            FastMechanisms = Names(inline?.Element(FastToken.Namespace + "fast"), FastToken.Namespace),
            BindFeatures = bind?.Descendants(BindRequest.Namespace + "feature").Select(feature => (string?)feature.Attribute("var") ?? "").ToList(),
            StreamManagement = inline?.Element(ResumeRequest.Namespace + "sm") is not null,
        };
    }

    private static IEnumerable<XElement> Named(XNamespace space, IEnumerable<string> mechanisms) =>
        mechanisms.Select(mechanism => new XElement(space + "mechanism", mechanism));

    private static List<string> Names(XElement? parent, XNamespace space) =>
        parent?.Elements(space + "mechanism").Select(mechanism => mechanism.Value.Trim()).ToList() ?? [];
}
