using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Sasl2;

namespace Tombolo.Xmpp.ClassicSasl;

/// <summary>The elements of classic SASL between <c>auth</c> and its outcome (RFC 6120 section 6.4): <c>challenge</c>, <c>response</c>, <c>abort</c>, <c>success</c>.</summary>
public static class SaslStep
{
    /// <summary>The namespace of classic SASL.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.Sasl.Uri;

    /// <summary>The server's next mechanism message.</summary>
    public static XElement Challenge(ReadOnlySpan<byte> message) => Element("challenge", message);

    /// <summary>The client's next mechanism message.</summary>
    public static XElement Response(ReadOnlySpan<byte> message) => Element("response", message);

    /// <summary>The client gives up.</summary>
    public static XElement Abort() => new(Namespace + "abort");

    /// <summary>The client is who it says; with the server's proof where the mechanism has one. Both sides start the stream anew (section 6.4.6).</summary>
    public static XElement Success(ReadOnlySpan<byte> additionalData) =>
        additionalData.IsEmpty ? new XElement(Namespace + "success") : Element("success", additionalData);

    /// <summary>Reads the message of a <c>challenge</c>, <c>response</c> or <c>success</c>.</summary>
    /// <returns>Null when the element is none of them, or its text is no base64.</returns>
    public static ReadOnlyMemory<byte>? ReadMessage(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var known = element.Name.Namespace == Namespace && element.Name.LocalName is "challenge" or "response" or "success";
        return known ? Sasl2Text.Read(element, out _) : null;
    }

    private static XElement Element(string name, ReadOnlySpan<byte> message) =>
        new(Namespace + name, message.IsEmpty ? "=" : Sasl2Text.Encode(message));
}
