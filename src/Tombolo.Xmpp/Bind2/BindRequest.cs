using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Xmpp.Bind2;

/// <summary><c>bind</c> inside <c>authenticate</c> (XEP-0386 section 4).</summary>
public sealed record BindRequest
{
    /// <summary>The namespace of Bind2.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.Bind2.Uri;

    /// <summary>A hint for the resource of a standard client, such as its software's name; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>Turn stream management on; null to leave it off.</summary>
    public EnableRequest? Enable { get; init; }

    /// <summary>Turn carbons on (XEP-0280), for standard clients.</summary>
    public bool Carbons { get; init; }

    /// <summary>The client is in the background (XEP-0352), for standard clients.</summary>
    public bool Inactive { get; init; }

    internal XElement ToElement()
    {
        var element = new XElement(Namespace + "bind");
        if (Tag is not null)
        {
            element.Add(new XElement(Namespace + "tag", Tag));
        }

        element.Add(Enable?.ToElement());
        if (Carbons)
        {
            element.Add(new XElement((XNamespace)KnownNamespace.Carbons.Uri + "enable"));
        }

        if (Inactive)
        {
            element.Add(new XElement((XNamespace)KnownNamespace.ClientState.Uri + "inactive"));
        }

        return element;
    }

    internal static BindRequest? Read(XElement? element) => element is null
        ? null
        : new BindRequest
        {
            Tag = (string?)element.Element(Namespace + "tag"),
            Enable = EnableRequest.Read(element.Element(EnableRequest.Namespace + "enable")),
            Carbons = element.Element((XNamespace)KnownNamespace.Carbons.Uri + "enable") is not null,
            Inactive = element.Element((XNamespace)KnownNamespace.ClientState.Uri + "inactive") is not null,
        };
}
