using System.Buffers;
using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Writing;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary>
/// <c>handled-count-too-high</c> (XEP-0198 section 4): the peer acknowledged more than it was sent. It stands beside <c>undefined-condition</c> in the error
/// that ends the stream.
/// </summary>
/// <param name="Handled">What the peer claims to have handled.</param>
/// <param name="Sent">What it was sent, modulo 2^32.</param>
public sealed record HandledCountTooHigh(uint Handled, uint Sent)
{
    /// <summary>Writes the element.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        var xml = new XmlUtf8Writer(output);
        xml.Start("handled-count-too-high"u8, KnownNamespace.StreamManagement);
        xml.Attribute("h"u8, Handled);
        xml.Attribute("send-count"u8, Sent);
        xml.End("handled-count-too-high"u8);
    }

    /// <summary>Reads the element; null when it is not this one or says no numbers.</summary>
    public static HandledCountTooHigh? Read(XElement? element) =>
        element?.Name == EnableRequest.Namespace + "handled-count-too-high"
        && SequenceAttributes.Read(element!, "h") is { } handled && SequenceAttributes.Read(element!, "send-count") is { } sent
            ? new HandledCountTooHigh(handled, sent)
            : null;
}
