using System.Xml.Linq;
using Tombolo.Xmpp.Sasl;

namespace Tombolo.Xmpp.ClassicSasl;

/// <summary><c>failure</c> (RFC 6120 section 6.4.5). The stream stays as it was; the client may try again.</summary>
/// <param name="Condition">The condition of section 6.5.</param>
public sealed record SaslFailure(SaslFailureCondition Condition)
{
    /// <summary>Words for people, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The element.</summary>
    public XElement ToElement() => new(
        SaslStep.Namespace + "failure",
        new XElement(SaslStep.Namespace + Condition.WireName),
        Text is null ? null : new XElement(SaslStep.Namespace + "text", new XAttribute(XNamespace.Xml + "lang", "en"), Text));

    /// <summary>Reads the element; null when it is not this one. A condition nobody knows is <see cref="SaslFailureCondition.NotAuthorized"/>.</summary>
    public static SaslFailure? Read(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        if (element.Name != SaslStep.Namespace + "failure")
        {
            return null;
        }

        var condition = element.Elements().FirstOrDefault(child => child.Name != SaslStep.Namespace + "text")?.Name.LocalName;
        return new SaslFailure(SaslFailureConditions.Parse(condition)) { Text = (string?)element.Element(SaslStep.Namespace + "text") };
    }
}
