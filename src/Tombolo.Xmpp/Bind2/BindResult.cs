using System.Xml.Linq;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Xmpp.Bind2;

/// <summary><c>bound</c> inside <c>success</c> (XEP-0386 section 4); the address bound stands in the success itself.</summary>
public sealed record BindResult
{
    /// <summary>Set when stream management was turned on.</summary>
    public Enabled? Enabled { get; init; }

    /// <summary>Set when stream management was asked for and refused.</summary>
    public bool EnableFailed { get; init; }

    internal XElement ToElement()
    {
        var element = new XElement(BindRequest.Namespace + "bound", Enabled?.ToElement());
        if (EnableFailed)
        {
            element.Add(new ResumeFailed().ToElement());
        }

        return element;
    }

    internal static BindResult? Read(XElement? element) => element is null
        ? null
        : new BindResult
        {
            Enabled = Enabled.Read(element.Element(EnableRequest.Namespace + "enabled")),
            EnableFailed = element.Element(EnableRequest.Namespace + "failed") is not null,
        };
}
