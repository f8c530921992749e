using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Errors;

/// <summary>
/// The <c>error</c> child of a stanza (RFC 6120 section 8.3): condition, what to do about it, and beside them the stable code of
/// <c>urn:tombolo:errors:0</c> by which our own software decides.
/// </summary>
public sealed record StanzaError
{
    private static readonly XNamespace Stanzas = KnownNamespace.StanzaErrors.Uri;
    private static readonly XNamespace Codes = KnownNamespace.TomboloErrors.Uri;

    /// <summary>An error with the type that RFC 6120 recommends for the condition.</summary>
    public StanzaError(StanzaErrorCondition condition)
    {
        Condition = condition;
        Type = condition.UsualType;
    }

    /// <summary>The condition.</summary>
    public StanzaErrorCondition Condition { get; init; }

    /// <summary>What the sender should do.</summary>
    public StanzaErrorType Type { get; init; }

    /// <summary>The stable code, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Words for a log; never shown to people as they are.</summary>
    public string? Text { get; init; }

    /// <summary>One more child that goes with the code, such as the current device list; or null.</summary>
    public XElement? Detail { get; init; }

    /// <summary>The <c>error</c> element, in the namespace of its stanza.</summary>
    public XElement ToElement(XNamespace stanza)
    {
        var error = new XElement(stanza + "error", new XAttribute("type", Type.WireName), new XElement(Stanzas + Condition.WireName));
        if (Text is not null)
        {
            error.Add(new XElement(Stanzas + "text", Text));
        }

        if (Code is not null)
        {
            error.Add(new XElement(Codes + "error", new XAttribute("code", Code)));
        }

        if (Detail is not null)
        {
            error.Add(Detail);
        }

        return error;
    }

    /// <summary>Reads the error of a stanza of type <c>error</c>; null when it has no <c>error</c> child.</summary>
    public static StanzaError? Read(XElement stanza)
    {
        ArgumentNullException.ThrowIfNull(stanza);
        var error = stanza.Element(stanza.Name.Namespace + "error");
        if (error is null)
        {
            return null;
        }

        var condition = error.Elements().FirstOrDefault(child => child.Name.Namespace == Stanzas && child.Name.LocalName != "text");
        return new StanzaError(StanzaErrorNames.ParseCondition(condition?.Name.LocalName))
        {
            Type = StanzaErrorTypes.Parse((string?)error.Attribute("type")),
            Text = (string?)error.Element(Stanzas + "text"),
            Code = (string?)error.Element(Codes + "error")?.Attribute("code"),
            Detail = error.Elements().FirstOrDefault(child => child.Name.Namespace != Stanzas && child.Name.Namespace != Codes),
        };
    }
}
