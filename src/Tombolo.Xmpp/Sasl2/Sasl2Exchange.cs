using System.Xml.Linq;

namespace Tombolo.Xmpp.Sasl2;

/// <summary>The steps between <c>authenticate</c> and its outcome: <c>challenge</c>, <c>response</c>, <c>abort</c> (XEP-0388 sections 2.5 and 2.7).</summary>
public static class Sasl2Exchange
{
    /// <summary>The server's next mechanism message.</summary>
    public static XElement Challenge(ReadOnlySpan<byte> message) => new(Sasl2Authenticate.Namespace + "challenge", Sasl2Text.Encode(message));

    /// <summary>The client's next mechanism message.</summary>
    public static XElement Response(ReadOnlySpan<byte> message) => new(Sasl2Authenticate.Namespace + "response", Sasl2Text.Encode(message));

    /// <summary>The client gives up.</summary>
    public static XElement Abort() => new(Sasl2Authenticate.Namespace + "abort");

    /// <summary>Reads the message of a <c>challenge</c> or <c>response</c>.</summary>
    /// <returns>Null when the element is neither, or its text is no base64.</returns>
    public static ReadOnlyMemory<byte>? ReadMessage(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var known = element.Name == Sasl2Authenticate.Namespace + "challenge" || element.Name == Sasl2Authenticate.Namespace + "response";
        return known ? Sasl2Text.Read(element, out _) : null;
    }
}
