using System.Buffers;
using System.Globalization;
using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Delay;

/// <summary><c>delay</c> (XEP-0203): when a stanza that comes late was first sent.</summary>
public static class DelayStamp
{
    /// <summary>The namespace of delay stamps.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.Delay.Uri;

    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int FormatBytes = 24;

    /// <summary>Writes the element. <paramref name="from"/> says who delayed it, in UTF-8 and already free of markup, such as a domain; empty says nothing.</summary>
    public static void Write(IBufferWriter<byte> output, DateTimeOffset sentAt, ReadOnlySpan<byte> from)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("<delay xmlns='urn:xmpp:delay'"u8);
        if (!from.IsEmpty)
        {
            output.Write(" from='"u8);
            output.Write(from);
            output.Write("'"u8);
        }

        output.Write(" stamp='"u8);
        sentAt.UtcDateTime.TryFormat(output.GetSpan(FormatBytes), out var written, Format, CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("'/>"u8);
    }

    /// <summary>Reads the time from an element; null when it is not this one or holds no time.</summary>
    public static DateTimeOffset? Read(XElement? element) =>
        element?.Name == Namespace + "delay"
        && DateTimeOffset.TryParse((string?)element!.Attribute("stamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;
}
