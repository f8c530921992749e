using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.ResourceBinding;

/// <summary>Classic resource binding (RFC 6120 section 7): the payload of an iq of type set and of its result.</summary>
public static class BoundResource
{
    /// <summary>The namespace of resource binding.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.Bind.Uri;

    /// <summary>The client's request; <paramref name="resource"/> null lets the server choose.</summary>
    public static XElement Request(string? resource) =>
        new(Namespace + "bind", resource is null ? null : new XElement(Namespace + "resource", resource));

    /// <summary>The server's answer: the full address.</summary>
    public static XElement Result(Jid address) => new(Namespace + "bind", new XElement(Namespace + "jid", address.ToString()));

    /// <summary>Reads a request. False when the element is not one.</summary>
    /// <param name="element">The payload of the iq.</param>
    /// <param name="resource">What the client wishes to be called, as written; null when it has no wish.</param>
    public static bool TryReadRequest(XElement? element, out string? resource)
    {
        var name = (string?)element?.Element(Namespace + "resource");
        resource = string.IsNullOrWhiteSpace(name) ? null : name;
        return element?.Name == Namespace + "bind";
    }

    /// <summary>Reads an answer. False when it holds no full address.</summary>
    public static bool TryReadResult(XElement? element, out Jid address)
    {
        address = default;
        return element?.Name == Namespace + "bind"
            && Jid.TryParse(((string?)element!.Element(Namespace + "jid")).AsSpan(), out address)
            && !address.IsBare;
    }
}
