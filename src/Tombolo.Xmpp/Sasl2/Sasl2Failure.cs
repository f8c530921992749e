using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Sasl;

namespace Tombolo.Xmpp.Sasl2;

/// <summary><c>failure</c> (XEP-0388 section 2.6.2), with the stable code of <c>urn:tombolo:errors:0</c> by which our own apps decide.</summary>
/// <param name="Condition">The condition of RFC 6120 section 6.5.</param>
public sealed record Sasl2Failure(SaslFailureCondition Condition)
{
    private static readonly XNamespace Sasl = KnownNamespace.Sasl.Uri;
    private static readonly XNamespace Codes = KnownNamespace.TomboloErrors.Uri;

    /// <summary>The stable code, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Words for a log, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The element.</summary>
    public XElement ToElement()
    {
        var element = new XElement(Sasl2Authenticate.Namespace + "failure", new XElement(Sasl + Condition.WireName));
        if (Text is not null)
        {
            element.Add(new XElement(Sasl2Authenticate.Namespace + "text", Text));
        }

        if (Code is not null)
        {
            element.Add(new XElement(Codes + "error", new XAttribute("code", Code)));
        }

        return element;
    }

    /// <summary>Reads the element; null when it is not this one. A condition nobody knows is <see cref="SaslFailureCondition.NotAuthorized"/>.</summary>
    public static Sasl2Failure? Read(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        if (element.Name != Sasl2Authenticate.Namespace + "failure")
        {
            return null;
        }

        var condition = element.Elements().FirstOrDefault(child => child.Name.Namespace == Sasl)?.Name.LocalName;
        return new Sasl2Failure(SaslFailureConditions.Parse(condition))
        {
            Text = (string?)element.Element(Sasl2Authenticate.Namespace + "text"),
            Code = (string?)element.Element(Codes + "error")?.Attribute("code"),
        };
    }
}
