using System.Xml.Linq;
using Tombolo.Xmpp.Sasl2;

namespace Tombolo.Xmpp.ClassicSasl;

/// <summary><c>auth</c> (RFC 6120 section 6.4.2).</summary>
/// <param name="Mechanism">The mechanism's name.</param>
/// <param name="InitialResponse">The first mechanism message; null when the client waits for an empty challenge first.</param>
public sealed record SaslAuth(string Mechanism, ReadOnlyMemory<byte>? InitialResponse)
{
    /// <summary>The element; an empty first message is written as <c>=</c>.</summary>
    public XElement ToElement()
    {
        var element = new XElement(SaslStep.Namespace + "auth", new XAttribute("mechanism", Mechanism));
        if (InitialResponse is { } response)
        {
            element.Add(response.IsEmpty ? "=" : Sasl2Text.Encode(response.Span));
        }

        return element;
    }

    /// <summary>Reads the element.</summary>
    /// <returns>Null when it is not this one, names no mechanism, or its text is no base64: answer <c>malformed-request</c>.</returns>
    public static SaslAuth? Read(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        if (element.Name != SaslStep.Namespace + "auth" || (string?)element.Attribute("mechanism") is not { Length: > 0 } mechanism)
        {
            return null;
        }

        if (element.Value.AsSpan().Trim().IsEmpty)
        {
            return new SaslAuth(mechanism, null);
        }

        return Sasl2Text.Read(element, out var sound) is { } response && sound ? new SaslAuth(mechanism, response) : null;
    }
}
