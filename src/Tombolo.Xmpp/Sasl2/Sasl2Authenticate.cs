using System.Xml.Linq;
using Tombolo.Xmpp.Bind2;
using Tombolo.Xmpp.Fast;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Xmpp.Sasl2;

/// <summary><c>authenticate</c> (XEP-0388 section 2.4) with what may come along in the same step: bind, resumption, FAST.</summary>
public sealed record Sasl2Authenticate
{
    /// <summary>The namespace of SASL2.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.Sasl2.Uri;

    /// <summary>The chosen mechanism's name.</summary>
    public required string Mechanism { get; init; }

    /// <summary>The mechanism's first message; null when it has none (XEP-0388 writes an empty one as an empty element).</summary>
    public ReadOnlyMemory<byte>? InitialResponse { get; init; }

    /// <summary>Who is asking; null when not said.</summary>
    public Sasl2UserAgent? UserAgent { get; init; }

    /// <summary>Bind in the same step; null for none.</summary>
    public BindRequest? Bind { get; init; }

    /// <summary>Resume a stream instead of binding; the bind request stands by for when that fails.</summary>
    public ResumeRequest? Resume { get; init; }

    /// <summary>Set when the mechanism is used with a FAST token.</summary>
    public FastUse? Fast { get; init; }

    /// <summary>Ask for a new FAST token for this mechanism; null for none.</summary>
    public string? RequestToken { get; init; }

    /// <summary>The element.</summary>
    public XElement ToElement()
    {
        var element = new XElement(Namespace + "authenticate", new XAttribute("mechanism", Mechanism));
        if (InitialResponse is { } response)
        {
            element.Add(new XElement(Namespace + "initial-response", Sasl2Text.Encode(response.Span)));
        }

        element.Add(UserAgent?.ToElement(), Bind?.ToElement(), Resume?.ToElement(), Fast?.ToElement());
        if (RequestToken is not null)
        {
            element.Add(new XElement(FastToken.Namespace + "request-token", new XAttribute("mechanism", RequestToken)));
        }

        return element;
    }

    /// <summary>Reads the element.</summary>
    /// <returns>Null when it is not this element, names no mechanism, or holds what cannot be read: answer <c>malformed-request</c>.</returns>
    public static Sasl2Authenticate? Read(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var response = Sasl2Text.Read(element.Element(Namespace + "initial-response"), out var sound);
        var mechanism = (string?)element.Attribute("mechanism");
        var resume = element.Element(ResumeRequest.Namespace + "resume");
        var resumeRequest = resume is null ? null : ResumeRequest.Read(resume);
        if (element.Name != Namespace + "authenticate" || string.IsNullOrEmpty(mechanism) || !sound || (resume is not null && resumeRequest is null))
        {
            return null;
        }

        return new Sasl2Authenticate
        {
            Mechanism = mechanism,
            InitialResponse = response,
            UserAgent = Sasl2UserAgent.Read(element.Element(Namespace + "user-agent")),
            Bind = BindRequest.Read(element.Element(BindRequest.Namespace + "bind")),
            Resume = resumeRequest,
            Fast = FastUse.Read(element.Element(FastToken.Namespace + "fast")),
            RequestToken = (string?)element.Element(FastToken.Namespace + "request-token")?.Attribute("mechanism"),
        };
    }
}
