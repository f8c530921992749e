using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Bind2;
using Tombolo.Xmpp.Fast;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Xmpp.Sasl2;

/// <summary><c>success</c> (XEP-0388 section 2.6.1) with the outcomes of what came along.</summary>
public sealed record Sasl2Success
{
    /// <summary>The mechanism's last message, by which the server proves itself; null when it has none.</summary>
    public ReadOnlyMemory<byte>? AdditionalData { get; init; }

    /// <summary>Who the client is from now on; with a resource once bound or resumed.</summary>
    public required Jid AuthorizationIdentifier { get; init; }

    /// <summary>A new FAST token, or null.</summary>
    public FastToken? Token { get; init; }

    /// <summary>Set when a resource was bound.</summary>
    public BindResult? Bound { get; init; }

    /// <summary>Set when a stream was resumed.</summary>
    public Resumed? Resumed { get; init; }

    /// <summary>Set when resumption was asked for and refused.</summary>
    public ResumeFailed? ResumeFailed { get; init; }

    /// <summary>The element.</summary>
    public XElement ToElement()
    {
        var element = new XElement(Sasl2Authenticate.Namespace + "success");
        if (AdditionalData is { } data)
        {
            element.Add(new XElement(Sasl2Authenticate.Namespace + "additional-data", Sasl2Text.Encode(data.Span)));
        }

        element.Add(
            new XElement(Sasl2Authenticate.Namespace + "authorization-identifier", AuthorizationIdentifier.ToString()),
            Token?.ToElement(),
            ResumeFailed?.ToElement(),
            Resumed?.ToElement(),
            Bound?.ToElement());
        return element;
    }

    /// <summary>Reads the element.</summary>
    /// <returns>Null when it is not this element, its identifier is no address, or a part cannot be read.</returns>
    public static Sasl2Success? Read(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var data = Sasl2Text.Read(element.Element(Sasl2Authenticate.Namespace + "additional-data"), out var sound);
        var identifier = (string?)element.Element(Sasl2Authenticate.Namespace + "authorization-identifier");
        if (element.Name != Sasl2Authenticate.Namespace + "success" || !sound || !Jid.TryParse(identifier.AsSpan(), out var jid))
        {
            return null;
        }

        return new Sasl2Success
        {
            AdditionalData = data,
            AuthorizationIdentifier = jid,
            Token = FastToken.Read(element.Element(FastToken.Namespace + "token")),
            Bound = BindResult.Read(element.Element(BindRequest.Namespace + "bound")),
            Resumed = Resumed.Read(element.Element(ResumeRequest.Namespace + "resumed")),
            ResumeFailed = ResumeFailed.Read(element.Element(ResumeRequest.Namespace + "failed")),
        };
    }
}
