using System.Buffers;
using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.StreamManagement;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.Streams;

/// <summary>How streams end: with an error (RFC 6120 section 4.9) or without (4.4; RFC 7395 section 3.6).</summary>
public static class StreamClosing
{
    private static readonly XNamespace Conditions = KnownNamespace.StreamErrors.Uri;
    private static readonly XNamespace Codes = KnownNamespace.TomboloErrors.Uri;

    /// <summary>Writes the stream error. The closing tag follows by <see cref="WriteClose"/>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="framing">On WebSocket the prefix is declared on the element.</param>
    /// <param name="error">What to say.</param>
    public static void WriteError(IBufferWriter<byte> output, StreamFraming framing, StreamError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var xml = new XmlUtf8Writer(output);
        xml.Start("stream:error"u8);
        if (framing == StreamFraming.WebSocket)
        {
            xml.Attribute("xmlns:stream"u8, KnownNamespace.Streams.Utf8Uri);
        }

        xml.Start(error.Condition.WireName, KnownNamespace.StreamErrors);
        if (error.OtherHost is not null)
        {
            xml.Text(error.OtherHost.AsSpan());
        }

        xml.End(error.Condition.WireName);
        if (error.Text is not null)
        {
            xml.Start("text"u8, KnownNamespace.StreamErrors);
            xml.Text(error.Text.AsSpan());
            xml.End("text"u8);
        }

        if (error.Code is not null)
        {
            xml.Start("error"u8, KnownNamespace.TomboloErrors);
            xml.Attribute("code"u8, error.Code.AsSpan());
            xml.End("error"u8);
        }

        error.TooHigh?.Write(output);
        xml.End("stream:error"u8);
    }

    /// <summary>Writes the end of the stream; on WebSocket its own message.</summary>
    public static void WriteClose(IBufferWriter<byte> output, StreamFraming framing) =>
        output.Write(framing == StreamFraming.Tcp ? "</stream:stream>"u8 : "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"u8);

    /// <summary>Reads a <c>stream:error</c>; a condition nobody knows becomes <see cref="StreamErrorCondition.UndefinedCondition"/>.</summary>
    public static StreamError ReadError(XElement error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var told = error.Elements().FirstOrDefault(child => child.Name.Namespace == Conditions && child.Name.LocalName != "text");
        _ = StreamErrorConditions.TryParse(System.Text.Encoding.UTF8.GetBytes(told?.Name.LocalName ?? ""), out var condition);
        return new StreamError(condition)
        {
            OtherHost = condition == StreamErrorCondition.SeeOtherHost && told is { Value.Length: > 0 } ? told.Value : null,
            Text = (string?)error.Element(Conditions + "text"),
            Code = (string?)error.Element(Codes + "error")?.Attribute("code"),
            TooHigh = HandledCountTooHigh.Read(error.Element(EnableRequest.Namespace + "handled-count-too-high")),
        };
    }
}
